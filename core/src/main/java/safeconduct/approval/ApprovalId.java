package safeconduct.approval;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Names one question to a person for good: {@code apr_} and 26 characters. */
public record ApprovalId(String value) {

    public static final String PREFIX = "apr";

    private static final Pattern FORM = Pattern.compile("apr_[0-9a-hjkmnp-tv-z]{26}");

    public ApprovalId {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(
                    Fault.Code.INVALID, "malformed approval id `" + value + "`, expected `apr_` and 26 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
