package safeconduct.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** A workload's name in a trust domain: {@code spiffe://example.org/ns/prod/sa/agent}. */
record SpiffeId(String trustDomain, String path) {

    private static final int LENGTH_MAX = 2048;
    private static final Pattern FORM = Pattern.compile("spiffe://([a-z0-9._-]{1,255})((?:/[A-Za-z0-9._-]+)+)");

    /** Empty when it is no such name of a workload. */
    static Optional<SpiffeId> parse(String text) {
        var matcher = FORM.matcher(text.length() > LENGTH_MAX ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (String segment : matcher.group(2).substring(1).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(new SpiffeId(matcher.group(1), matcher.group(2)));
    }
}
