package safeconduct.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;

/**
 * What was minted. It is never stored; the agent never sees it.
 *
 * @param principal its name at the target
 * @param fields by name, for {@code ${grant.NAME}}: {@code user}, {@code password}, {@code url} …; all are kept secret
 * @param until the target itself refuses it from then on
 */
public record Credential(String principal, Map<String, Secret> fields, Instant until) {

    public Credential {
        fields = Map.copyOf(fields);
    }

    /** @throws Fault INVALID when this kind of credential has no such field */
    public Secret field(String name) {
        Secret value = fields.get(name);
        if (value == null) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "a grant has no field `" + name + "`, expected one of " + Set.copyOf(fields.keySet()));
        }
        return value;
    }
}
