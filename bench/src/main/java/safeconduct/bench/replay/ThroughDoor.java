package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.call.World;
import safeconduct.caller.Caller;
import safeconduct.caller.Identity;
import safeconduct.gateway.check.Catalogues;
import safeconduct.gateway.mcp.CallerSource;
import safeconduct.gateway.mcp.DoorLimits;
import safeconduct.gateway.mcp.McpDoor;
import safeconduct.gateway.upstream.Limits;
import safeconduct.kernel.Background;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.Rules;
import safeconduct.task.EndReason;
import safeconduct.task.OpenRequest;
import safeconduct.task.Opening;
import safeconduct.task.Task;
import safeconduct.web.Body;
import safeconduct.web.Headers;
import safeconduct.web.Peer;
import safeconduct.web.Request;

/**
 * The real MCP door before the real domain, which keeps its state and its ledger in memory, and before a target on loopback
 * that answers what was recorded. A task for each run, with the user's words as its goal.
 */
final class ThroughDoor implements Program {

    private static final String VERSION = "2026-07-28";
    private static final String META = "io.modelcontextprotocol/";
    private static final DoorLimits LIMITS = new DoorLimits(
            16 * 1024 * 1024,
            16,
            32,
            2_000,
            500,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            Integer.MAX_VALUE,
            Duration.ofMinutes(1),
            Duration.ZERO);

    private static final Peer PEER = new Peer(InetAddress.getLoopbackAddress(), 1);

    private final World world = new World();
    private final Stub stub;
    private final McpDoor door;
    private final Background background;
    private final int granted;
    private int runs;

    ThroughDoor(JsonNode tools, String pack) throws IOException {
        for (JsonNode tool : tools) {
            if (tool.has("server")) {
                throw new IllegalArgumentException("tools of several servers are replayed with `--in-process`");
            }
        }
        this.stub = new Stub(tools);
        this.granted = tools.size();
        world.rules = Setting.bundle(tools, stub.address(), pack);
        this.background = new Background(name -> {
            throw new IllegalStateException("`" + name + "` broke off");
        });
        this.door = new McpDoor(
                new McpDoor.Parts(
                        world.calls,
                        world.calls.selfService(),
                        new Catalogues(target -> Optional.empty(), (target, code, text) -> {}),
                        ThroughDoor::caller,
                        Ids.system(),
                        Time.system(),
                        LIMITS,
                        Limits.DEFAULTS),
                background);
    }

    /** Who calls stands on the request already: proof of identity is not what is measured here. */
    private static CallerSource.Claim caller(Request request) {
        return new CallerSource.Claim.Verified(request.caller().orElseThrow());
    }

    @Override
    public int toolsGranted() {
        return granted;
    }

    @Override
    public Session open(String prompt) {
        OpenRequest like = world.request();
        Opening opening = world.opener.open(new OpenRequest(
                instance(like.workload()),
                like.verifier(),
                Optional.empty(),
                Optional.empty(),
                Rules.PURPOSE,
                Json.object().put("goal", prompt),
                Optional.empty(),
                Optional.empty(),
                "thumb"));
        if (!(opening instanceof Opening.Opened(var task))) {
            throw new IllegalStateException("no task could be opened: " + opening);
        }
        ask(task.caller(), "tools/list", "", Json.object());
        return new Run(task);
    }

    /** Every run is another instance of the agent: what one has seen does not mark the next. */
    private Identity instance(Identity workload) {
        return new Identity(
                workload.kind(),
                workload.issuer(),
                workload.subject(),
                workload.groups(),
                workload.keyThumbprint(),
                Map.of("instance", "run-" + runs++));
    }

    /** One task. */
    private final class Run implements Session {
        private final Task task;

        Run(Task task) {
            this.task = task;
        }

        @Override
        public Said call(String tool, ObjectNode arguments, Answer answer) {
            stub.answer(answer);
            ObjectNode params = Json.object().put("name", tool);
            params.set("arguments", arguments);
            long start = System.nanoTime();
            JsonNode said = ask(task.caller(), "tools/call", tool, params);
            long nanos = System.nanoTime() - start;
            if (stub.reached()) {
                return new Said("allow", List.of(), nanos);
            }
            JsonNode why = said.path("result").path("structuredContent");
            List<String> rules = new ArrayList<>();
            why.path("rules").forEach(rule -> rules.add(rule.asText()));
            String code = why.path("code").asText("");
            boolean asked = code.equals("approval_pending") || code.equals("approval_unavailable");
            if (code.isEmpty()) {
                throw new IllegalStateException("the door decided nothing: " + said);
            }
            if (rules.isEmpty()) {
                rules.add(code);
            }
            return new Said(asked ? "ask" : "deny", rules, nanos);
        }

        @Override
        public void end() {
            world.ender.end(task.id(), EndReason.EXPLICIT, "replay");
            world.calls.forget(task.id());
            door.taskEnded(task.id());
        }
    }

    private JsonNode ask(Caller caller, String method, String name, ObjectNode params) {
        ObjectNode meta = params.putObject("_meta").put(META + "protocolVersion", VERSION);
        meta.putObject(META + "clientCapabilities");
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        message.set("params", params);
        Headers headers = Headers.NONE
                .with("content-type", "application/json")
                .with("accept", "application/json")
                .with("mcp-protocol-version", VERSION)
                .with("mcp-method", method);
        if (!name.isEmpty()) {
            headers = headers.with("mcp-name", named(name));
        }
        byte[] bytes = Json.text(message).getBytes(StandardCharsets.UTF_8);
        Request request = Request.of("POST", "/mcp/target", headers, PEER, Body.of(bytes))
                .withParameters(Map.of("target", Rules.TARGET.value()))
                .by(caller);
        return Json.parse(door.handle(request).body());
    }

    private static String named(String name) {
        boolean plain = name.chars().allMatch(c -> c > ' ' && c < 127);
        return plain
                ? name
                : "=?base64?" + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    @Override
    public void close() {
        door.close();
        background.close();
        stub.close();
    }
}
