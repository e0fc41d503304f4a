package safeconduct.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Numbers with units, as people write them. */
final class Units {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|MB|GB)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

    private Units() {}

    static Long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Fault(Fault.Code.INVALID, "`" + text + "`, expected a whole number such as `100`");
        }
        return Long.valueOf(text);
    }

    static Long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new Fault(Fault.Code.INVALID, "`" + text + "`, expected a size such as `512`, `64KB` or `1MB`");
        }
        long factor =
                switch (matcher.group(2) == null ? "B" : matcher.group(2)) {
                    case "KB" -> 1_000;
                    case "MB" -> 1_000_000;
                    case "GB" -> 1_000_000_000;
                    default -> 1;
                };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new Fault(Fault.Code.INVALID, "`" + text + "`, expected a time such as `30s`, `10m` or `1h`");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
