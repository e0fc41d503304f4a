package safeconduct.gateway.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import safeconduct.approval.ApprovalId;
import safeconduct.call.SelfService;
import safeconduct.caller.Caller;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.gateway.rpc.Message;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Three tools beside those of the target: {@code my_authority}, {@code request_access}, {@code await_approval}. Nothing of
 * a call to them reaches the target. They can be called at every endpoint, and stand in no target's list, which is the
 * target's. Where the operator knows a tool of the target by such a name, ours is not there.
 */
public final class OwnTools {

    private static final String AUTHORITY = "my_authority";
    private static final String REQUEST = "request_access";
    private static final String AWAIT = "await_approval";
    private static final Set<String> NAMES = Set.of(AUTHORITY, REQUEST, AWAIT);
    private static final int REASON_LENGTH_MAX = 500;

    private final SelfService self;
    private final Duration hold;

    /** @param hold how long {@code await_approval} waits before it says that nobody has answered yet */
    public OwnTools(SelfService self, Duration hold) {
        this.self = self;
        this.hold = hold;
    }

    /** Whether this call is for us. */
    public boolean mine(Target target, Message.Request request) {
        String name = request.params().path("name").asText("");
        return request.method().equals("tools/call") && offered(target, name);
    }

    /** Whether a tool of this name in a list of this target would hide ours. */
    public boolean offered(Target target, String name) {
        return NAMES.contains(name) && !target.tools().containsKey(name);
    }

    /** As lists show them. */
    public List<ObjectNode> declared(Target target) {
        return List.of(
                        tool(AUTHORITY, "What your task may still do: targets, tools, budgets left, open questions.")
                                .done(),
                        tool(
                                        REQUEST,
                                        "Asks a person for access that your task does not have. Widens nothing by"
                                                + " itself.")
                                .text("target", "name of the target")
                                .text("tool", "name of the tool")
                                .text("reason", "why the task needs it, for the person who is asked")
                                .done(),
                        tool(AWAIT, "Waits a few seconds for a person's answer to a call that is pending.")
                                .text("approval", "the id that the pending call gave")
                                .done())
                .stream()
                .filter(tool -> offered(target, tool.path("name").asText()))
                .toList();
    }

    private static Declared tool(String name, String description) {
        ObjectNode tool = Json.object().put("name", name).put("description", description);
        ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
        schema.putObject("properties");
        schema.putArray("required");
        schema.put("additionalProperties", false);
        boolean asks = name.equals(REQUEST);
        tool.putObject("annotations").put("readOnlyHint", !asks).put("openWorldHint", false);
        return new Declared(tool, schema);
    }

    /** A tool that is being described. */
    private record Declared(ObjectNode tool, ObjectNode schema) {
        Declared text(String name, String description) {
            schema.withObjectProperty("properties")
                    .putObject(name)
                    .put("type", "string")
                    .put("description", description);
            ((ArrayNode) schema.get("required")).add(name);
            return this;
        }

        ObjectNode done() {
            return tool;
        }
    }

    /** The result of a call that is {@link #mine}; what is wrong with it is said in the result. */
    public ObjectNode call(Caller caller, Message.Request request) throws InterruptedException {
        JsonNode arguments = request.params().path("arguments");
        try {
            return result(
                    switch (request.params().path("name").asText()) {
                        case AUTHORITY -> Shown.authority(self.authority(caller));
                        case REQUEST -> Shown.approval(self.request(caller, access(arguments)));
                        default ->
                            Shown.approval(self.await(caller, new ApprovalId(text(arguments, "approval", 64)), hold));
                    },
                    false);
        } catch (Fault fault) {
            return result(
                    Json.object()
                            .put("code", fault.code().name().toLowerCase(java.util.Locale.ROOT))
                            .put("explanation", fault.getMessage()),
                    true);
        }
    }

    private static SelfService.Access access(JsonNode arguments) {
        return new SelfService.Access(
                new TargetName(text(arguments, "target", 64)),
                text(arguments, "tool", REASON_LENGTH_MAX),
                text(arguments, "reason", REASON_LENGTH_MAX));
    }

    private static String text(JsonNode arguments, String name, int longest) {
        JsonNode value = arguments.path(name);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > longest) {
            throw new Fault(
                    Fault.Code.INVALID, "expected `" + name + "` to be a text of up to " + longest + " characters");
        }
        return value.textValue();
    }

    private static ObjectNode result(ObjectNode shown, boolean failed) {
        ObjectNode result = Json.object();
        result.putArray("content").addObject().put("type", "text").put("text", Json.text(shown));
        result.set("structuredContent", shown);
        return result.put("isError", failed);
    }
}
