package safeconduct.caller;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Names one task for good: {@code tsk_} and 26 characters, as {@link safeconduct.kernel.Ids} makes them. */
public record TaskId(String value) {

    public static final String PREFIX = "tsk";

    private static final Pattern FORM = Pattern.compile("tsk_[0-9a-hjkmnp-tv-z]{26}");

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(Fault.Code.INVALID, "malformed task id `" + value + "`, expected `tsk_` and 26 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
