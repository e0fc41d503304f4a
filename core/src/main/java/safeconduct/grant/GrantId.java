package safeconduct.grant;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Names one grant for good: {@code grt_} and 26 characters. */
public record GrantId(String value) {

    public static final String PREFIX = "grt";

    private static final Pattern FORM = Pattern.compile("grt_[0-9a-hjkmnp-tv-z]{26}");

    public GrantId {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(
                    Fault.Code.INVALID, "malformed grant id `" + value + "`, expected `grt_` and 26 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
