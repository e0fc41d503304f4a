package safeconduct.caller;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** Names a registered agent, as the configuration does. */
public record AgentName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public AgentName {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "malformed agent name `" + value + "`, expected up to 40 of `a-z0-9-`, beginning with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
