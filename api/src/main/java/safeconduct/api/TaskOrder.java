package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;

/**
 * What task a client wants.
 *
 * @param agent as which agent, where the workload may be several
 * @param ttl a shorter life than the purpose gives, as ISO 8601 says
 */
public record TaskOrder(
        Evidence evidence, String purpose, ObjectNode parameters, Optional<String> agent, Optional<String> ttl) {

    /** The type of the detail that asks for a task. */
    public static final String DETAIL = "safeconduct_task";

    /** Who asks. */
    public interface Evidence {
        /** @param keyThumbprint of the key that the tokens will be bound to */
        Secret token(String keyThumbprint);

        /** A token type of RFC 8693 section 3. */
        String type();
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("type", DETAIL).put("purpose", purpose);
        json.set("parameters", parameters);
        agent.ifPresent(name -> json.put("agent", name));
        ttl.ifPresent(life -> json.put("ttl", life));
        return json;
    }
}
