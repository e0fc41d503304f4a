package safeconduct.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import safeconduct.api.CanI;
import safeconduct.api.Endpoint;
import safeconduct.api.Endpoints;
import safeconduct.api.Examination;
import safeconduct.api.PolicyView;
import safeconduct.call.World;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Reason;
import safeconduct.task.Task;
import safeconduct.web.Body;
import safeconduct.web.Handler;
import safeconduct.web.Headers;
import safeconduct.web.Peer;
import safeconduct.web.Problems;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** The whole API on a domain in memory; every answer is checked against the OpenAPI document. */
class ApiRoutesTest {

    private static final String CREDENTIAL = "sc_admin_test";

    private World world;
    private Handler api;
    private Task task;

    @BeforeEach
    void start() throws Exception {
        world = new World();
        task = world.open();
        world.read(task);
        ApiRoutes.Domain domain = new ApiRoutes.Domain(
                world.tasks,
                world.living,
                world.grants,
                world.desk,
                world.ender,
                world.containing,
                world.journal,
                world.openings,
                world.approvals,
                world.budgets::usage);
        ApiRoutes.Around around = new ApiRoutes.Around(new FixedRules(world), new NoProofs(), new Well(), world.time);
        Gates gates = new Gates(
                inner -> new AdminGate(inner, Digest.of(CREDENTIAL)),
                inner -> request -> inner.handle(request.by(task.caller())));
        api = new Problems(ApiRoutes.of(domain, around, gates));
    }

    record Row(String name, String method, String path, String body, int status, String pointer, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                get("health", "/health", 200, "/status", "ok"),
                get("ready", "/ready", 200, "/status", "ok"),
                get("document", "/v1/openapi.json", 200, "/openapi", "3.1.0"),
                get("metrics", "/metrics", 200, "", ""),
                get("tasks", "/v1/tasks", 200, "/items/0/state", "active"),
                get("living tasks", "/v1/tasks?living=true", 200, "/items/0/usage/calls", "1"),
                get("a flag that is none", "/v1/tasks?living=yes", 400, "/code", "invalid"),
                get("limit of nothing", "/v1/tasks?limit=0", 400, "/code", "invalid"),
                get("limit too large", "/v1/tasks?limit=501", 400, "/code", "invalid"),
                get("limit that is no number", "/v1/tasks?limit=x", 400, "/code", "invalid"),
                get("cursor that is no id", "/v1/tasks?cursor=x", 400, "/code", "invalid"),
                get("one task", "/v1/tasks/{task}", 200, "/state", "active"),
                get("malformed id", "/v1/tasks/nonsense", 400, "/code", "invalid"),
                get("unknown task", "/v1/tasks/tsk_00000000000000000000000000", 404, "/code", "not_found"),
                get("children", "/v1/tasks/{task}/children", 200, "", ""),
                get("grants of a task", "/v1/tasks/{task}/grants", 200, "/items/0/state", "minted"),
                get("grants", "/v1/grants", 200, "/items/0/target", "orders"),
                get("open grants", "/v1/grants?open=true", 200, "/items/0/state", "minted"),
                get("unknown grant", "/v1/grants/grt_00000000000000000000000000", 404, "/code", "not_found"),
                get("orphans", "/v1/orphans", 200, "", ""),
                get("agents", "/v1/agents", 200, "/items/0/name", "support-bot"),
                get("unknown agent", "/v1/agents/nobody", 404, "/code", "not_found"),
                get("malformed agent", "/v1/agents/No%20Body", 400, "/code", "invalid"),
                get("targets", "/v1/targets", 200, "/items/0/name", "orders"),
                get("unknown target", "/v1/targets/nothing", 404, "/code", "not_found"),
                get("purposes", "/v1/purposes", 200, "", ""),
                get("unknown purpose", "/v1/purposes/none", 404, "/code", "not_found"),
                get("policies", "/v1/policies", 200, "/policies/0/source", "purpose answer"),
                get("records", "/v1/ledger/records", 200, "/items/0/index", "0"),
                get("records of a type", "/v1/ledger/records?type=decided", 200, "/items/0/type", "decided"),
                get("records of a task", "/v1/ledger/records?task={task}", 200, "/items/0/type", "task_opened"),
                get("no such type", "/v1/ledger/records?type=nonsense", 400, "/code", "invalid"),
                get("negative record", "/v1/ledger/records?from=-1", 400, "/code", "invalid"),
                get("a record", "/v1/ledger/records/0", 200, "/index", "0"),
                get("no such record", "/v1/ledger/records/99999", 404, "/code", "not_found"),
                get("record that is no number", "/v1/ledger/records/x", 400, "/code", "invalid"),
                get("proof", "/v1/ledger/records/0/proof", 200, "/size", "1"),
                get("checkpoint", "/v1/ledger/checkpoint", 200, "", ""),
                get("explaining what is no decision", "/v1/decisions/0", 400, "/code", "invalid"),
                get("containments", "/v1/containments", 200, "", ""),
                get("approvals", "/v1/approvals", 200, "", ""),
                get("open approvals", "/v1/approvals?open=true", 200, "", ""),
                get("unknown approval", "/v1/approvals/apr_00000000000000000000000000", 404, "/code", "not_found"),
                post(
                        "answer what was not asked",
                        "/v1/approvals/apr_00000000000000000000000000/answer",
                        "{\"allow\":true,\"reason\":\"\",\"binding\":\"\"}",
                        404,
                        "/code",
                        "not_found"),
                get("own task", "/v1/self", 200, "/state", "active"),
                post("heartbeat", "/v1/self/heartbeat", "", 200, "/state", "active"),
                post(
                        "end oneself",
                        "/v1/self/end",
                        "{\"reason\":\"process_exit\"}",
                        200,
                        "/task/end_reason",
                        "process_exit"),
                post("end", "/v1/tasks/{task}/end", "{\"reason\":\"explicit\"}", 200, "/complete", "true"),
                post("end for no reason", "/v1/tasks/{task}/end", "{\"reason\":\"killed\"}", 400, "/code", "invalid"),
                post("end without body", "/v1/tasks/{task}/end", "", 400, "/code", "invalid"),
                post(
                        "end with more",
                        "/v1/tasks/{task}/end",
                        "{\"reason\":\"explicit\",\"x\":1}",
                        400,
                        "/code",
                        "invalid"),
                post("kill task", "/v1/containments", kill("task", "{task}"), 200, "/endings/0/complete", "true"),
                post(
                        "kill agent",
                        "/v1/containments",
                        kill("agent", "support-bot"),
                        200,
                        "/endings/0/task/state",
                        "ended"),
                post("kill all", "/v1/containments", kill("all", ""), 200, "/endings/0/task/end_reason", "killed"),
                post("kill all of something", "/v1/containments", kill("all", "x"), 400, "/code", "invalid"),
                post("kill what is no kind", "/v1/containments", kill("planet", ""), 400, "/code", "invalid"),
                post(
                        "kill unknown task",
                        "/v1/containments",
                        kill("task", "tsk_00000000000000000000000000"),
                        404,
                        "/code",
                        "not_found"),
                post(
                        "lift what is not",
                        "/v1/containments/lift",
                        kill("agent", "support-bot"),
                        404,
                        "/code",
                        "not_found"),
                post("doctor", "/v1/doctor", "", 200, "/healthy", "true"),
                post("reload", "/v1/config/reload", "", 200, "/changed", "false"),
                post(
                        "can-i",
                        "/v1/can-i",
                        "{\"agent\":\"a\",\"purpose\":\"p\",\"parameters\":{},\"target\":\"t\",\"method\":\"tools/call\","
                            + "\"tool\":\"x\",\"input\":{}}",
                        200,
                        "/reason",
                        "no_policy_allows"),
                post("can-i of an array", "/v1/can-i", "[]", 400, "/code", "invalid"),
                post("wrong method", "/v1/tasks", "", 405, "/code", "method_not_allowed"),
                get("nothing there", "/v1/nothing", 404, "/code", "not_found"));
    }

    private static Row get(String name, String path, int status, String pointer, String expected) {
        return new Row(name, "GET", path, "", status, pointer, expected);
    }

    private static Row post(String name, String path, String body, int status, String pointer, String expected) {
        return new Row(name, "POST", path, body, status, pointer, expected);
    }

    private static String kill(String kind, String value) {
        return "{\"kind\":\"" + kind + "\",\"value\":\"" + value + "\",\"reason\":\"test\"}";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsTheContractSays(Row row) {
        String path = row.path().replace("{task}", task.id().value());
        Response response =
                ask(row.method(), path, row.body().replace("{task}", task.id().value()), Optional.of(CREDENTIAL));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertEquals(row.status(), response.status(), body);
        String bare = path.replaceAll("\\?.*", "");
        Conformance.check(
                row.method(), bare, response.status(), response.headers().first("content-type"), body);
        if (!row.pointer().isEmpty()) {
            JsonNode tree = Json.parse(body);
            assertEquals(row.expected(), tree.at(row.pointer()).asText(), body);
        }
    }

    @Test
    void servesEveryEndpointAndGuardsAllButTheOpenOnes() {
        for (Endpoint endpoint : Endpoints.ALL) {
            String path = endpoint.path()
                    .replace("{task}", task.id().value())
                    .replaceAll("\\{(record)}", "0")
                    .replaceAll("\\{[a-z]+}", "some");
            Response response = ask(endpoint.method(), path, "", Optional.empty());
            switch (endpoint.who()) {
                case ADMIN -> assertEquals(401, response.status(), endpoint.id());
                case ANYONE -> assertEquals(200, response.status(), endpoint.id());
                case TASK -> assertFalse(response.status() == 404 || response.status() == 405, endpoint.id());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sc_admin_tes", "sc_admin_test2", "SC_ADMIN_TEST", " sc_admin_test"})
    void refusesAWrongCredentialAndChangesNothing(String shown) {
        String path = "/v1/tasks/" + task.id() + "/end";
        Response response = ask("POST", path, "{\"reason\":\"explicit\"}", Optional.of(shown));
        assertEquals(401, response.status());
        assertTrue(world.tasks.find(task.id()).orElseThrow().active());
    }

    @Test
    void explainsADecisionWithItsArgumentsAndOutcome() {
        Response found = ask("GET", "/v1/ledger/records?type=decided", "", Optional.of(CREDENTIAL));
        String index = Json.parse(found.body()).at("/items/0/index").asText();
        Response response = ask("GET", "/v1/decisions/" + index, "", Optional.of(CREDENTIAL));
        JsonNode explained = Json.parse(response.body());
        assertEquals("allow", explained.at("/decision/event/effect").asText());
        assertEquals("done", explained.at("/outcome/event/status").asText());
        assertTrue(explained.at("/input").isObject(), explained.toString());
        assertTrue(explained.at("/question").isObject(), explained.toString());
    }

    @Test
    void pagesThroughTheLedgerWithoutGapOrRepeat() {
        long expected = 0;
        Optional<String> cursor = Optional.of("0");
        while (cursor.isPresent()) {
            Response response =
                    ask("GET", "/v1/ledger/records?limit=2&cursor=" + cursor.get(), "", Optional.of(CREDENTIAL));
            JsonNode page = Json.parse(response.body());
            for (JsonNode item : page.get("items")) {
                assertEquals(expected++, item.get("index").asLong());
            }
            cursor = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
        }
        assertEquals(world.journal.size(), expected);
    }

    private Response ask(String method, String path, String body, Optional<String> credential) {
        Headers headers = Headers.NONE;
        if (credential.isPresent()) {
            headers = headers.with("authorization", "Bearer " + credential.get());
        }
        Peer peer = new Peer(InetAddress.getLoopbackAddress(), 1);
        return api.handle(Request.of(method, path, headers, peer, Body.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private record FixedRules(World world) implements Ports.Rules {
        @Override
        public Bundle bundle() {
            return world.rules;
        }

        @Override
        public List<PolicyView.PolicyText> texts() {
            return List.of(new PolicyView.PolicyText("purpose answer", "permit (principal, action, resource);"));
        }

        @Override
        public PolicyView.Reloaded reload() {
            String digest = bundle().digest().value();
            return new PolicyView.Reloaded(digest, digest, false);
        }

        @Override
        public Decision whatIf(CanI question) {
            return Decision.Deny.because(Reason.NO_POLICY_ALLOWS, "no policy allows this");
        }
    }

    private record NoProofs() implements Ports.Proofs {
        @Override
        public String checkpoint() {
            return "origin\n1\n";
        }

        @Override
        public Proof proof(long record) {
            return new Proof(1, "", List.of(), checkpoint());
        }
    }

    private record Well() implements Ports.Condition {
        @Override
        public String trouble() {
            return "";
        }

        @Override
        public String metrics() {
            return "# TYPE x counter\nx 1\n";
        }

        @Override
        public Examination examine(boolean prove) {
            return Examination.of(List.of());
        }
    }
}
