package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import safeconduct.catalog.TargetName;
import safeconduct.policy.Reason;

/**
 * What an agent wants to do at a target.
 *
 * @param method the MCP method: {@code tools/call}, {@code resources/read}, {@code prompts/get}
 * @param name of the tool or prompt, or the URI of the resource
 * @param input the arguments as they were sent; an empty object when there are none
 * @param objection what the door has against it; then it is denied, whatever policy says
 */
public record Call(TargetName target, String method, String name, ObjectNode input, Optional<Objection> objection) {

    /** One that the door has nothing against. */
    public Call(TargetName target, String method, String name, ObjectNode input) {
        this(target, method, name, input, Optional.empty());
    }

    /** Why a door would not make a call. */
    public record Objection(Reason reason, String explanation) {}
}
