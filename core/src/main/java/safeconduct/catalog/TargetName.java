package safeconduct.catalog;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Names a target, as the configuration does. */
public record TargetName(String value) implements Comparable<TargetName> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public TargetName {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "malformed target name `" + value + "`, expected up to 40 of `a-z0-9-`, beginning with a letter");
        }
    }

    @Override
    public int compareTo(TargetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
