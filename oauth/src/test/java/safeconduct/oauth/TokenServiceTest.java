package safeconduct.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Json;
import safeconduct.policy.Rules;
import safeconduct.task.EndReason;
import safeconduct.task.Task;
import safeconduct.token.ProofMaker;
import safeconduct.web.Headers;
import safeconduct.web.Response;

class TokenServiceTest {

    @TempDir
    private Path folder;

    Service service;

    @BeforeEach
    void start() {
        service = new Service(folder);
    }

    ObjectNode token(List<String> form) {
        Response response = service.post("/oauth/token", form);
        ObjectNode json = Service.json(response);
        assertEquals(200, response.status(), json.toString());
        return json;
    }

    private Task only() {
        assertEquals(1, service.world.living.all().size());
        return service.world.living.all().iterator().next().task();
    }

    private boolean active(String token) {
        Response response = service.post(
                "/oauth/introspect", Headers.NONE.with("authorization", "Bearer admin"), List.of("token", token));
        return Service.json(response).path("active").asBoolean();
    }

    private boolean admitted(String token) {
        return service.gate.claim(service.atDoor("/mcp/orders", token, service.maker))
                instanceof TaskGate.Claim.Verified;
    }

    @Test
    void aWorkloadOpensATaskByExchange() {
        Response response = service.post("/oauth/token", service.opening());
        ObjectNode json = Service.json(response);
        assertEquals(200, response.status(), json.toString());
        assertEquals("DPoP", json.path("token_type").asText());
        assertEquals(Service.ACCESS, json.path("issued_token_type").asText());
        assertEquals(300, json.path("expires_in").asInt());
        assertEquals(Optional.of("no-store"), response.headers().first("cache-control"));
        assertEquals(
                only().id().value(), json.at("/authorization_details/0/task").asText());
        assertEquals(service.maker.thumbprint(), only().keyThumbprint());
        String token = json.path("access_token").asText();
        assertTrue(active(token));
        var entry = assertInstanceOf(
                TaskGate.Claim.Verified.class, service.gate.claim(service.atDoor("/mcp", token, service.maker)));
        assertEquals(only().caller(), entry.caller());
    }

    @Test
    void aTokenDiesWithItsTask() {
        String token = service.opened();
        assertTrue(admitted(token));
        service.world.ender.refuse(only().id(), EndReason.KILLED);
        assertFalse(active(token));
        assertFalse(admitted(token));
        ObjectNode renewal = Service.json(service.post("/oauth/token", renewal(token)));
        assertEquals("invalid_request", renewal.path("error").asText());
    }

    @Test
    void aTokenDiesAtItsHourAndIsRenewedWithTheKey() {
        String token = service.opened();
        service.world.time.advance(Duration.ofMinutes(4));
        String second = token(renewal(token)).path("access_token").asText();
        service.world.time.advance(Duration.ofMinutes(2));
        assertFalse(active(token));
        assertFalse(admitted(token));
        assertTrue(admitted(second));
    }

    @Test
    void aTokenWhoseTimeIsOverIsGoodForANewOneOfItsTaskAndForNothingElse() {
        String token = service.opened();
        service.world.time.advance(Duration.ofMinutes(6));
        assertFalse(admitted(token));
        List<String> child = new ArrayList<>(renewal(token));
        child.addAll(List.of("actor_token", service.evidence("support-bot"), "actor_token_type", Service.JWT));
        child.addAll(List.of("authorization_details", Service.DETAILS.formatted(Rules.PURPOSE)));
        assertEquals(400, service.post("/oauth/token", child).status());
        assertTrue(admitted(token(renewal(token)).path("access_token").asText()));
        service.post("/oauth/revoke", List.of("token", token));
        assertEquals(400, service.post("/oauth/token", renewal(token)).status());
    }

    private static List<String> renewal(String token) {
        return List.of("grant_type", Service.GRANT, "subject_token", token, "subject_token_type", Service.ACCESS);
    }

    @Test
    void nobodyRenewsWithAnotherKey() {
        String token = service.opened();
        ProofMaker thief = ProofMaker.fresh(service.world.time);
        String path = "/oauth/token";
        Headers stolen = Headers.NONE.with(
                "dpop", thief.proof("POST", Service.ISSUER + path, Optional.empty(), Optional.empty()));
        assertEquals(400, service.post(path, stolen, renewal(token)).status());
    }

    @Test
    void aParentOpensAChildThatDiesWithIt() {
        String token = service.opened();
        Task parent = only();
        List<String> form = new ArrayList<>(renewal(token));
        ProofMaker childKey = ProofMaker.fresh(service.world.time);
        String evidence = service.local
                .evidence("support-bot", Service.ISSUER, Optional.of(childKey.thumbprint()), service.world.time.now())
                .reveal();
        form.addAll(List.of("actor_token", evidence, "actor_token_type", Service.JWT));
        form.addAll(List.of("authorization_details", Service.DETAILS.formatted(Rules.PURPOSE)));
        ObjectNode json = token(form);
        TaskId child = new TaskId(json.at("/authorization_details/0/task").asText());
        Task opened = service.world.living.find(child).orElseThrow().task();
        assertEquals(Optional.of(parent.id()), opened.parent());
        assertEquals(childKey.thumbprint(), opened.keyThumbprint());
        assertTrue(active(json.path("access_token").asText()));
        service.world.ender.end(parent.id(), EndReason.EXPLICIT, "test");
        assertFalse(active(json.path("access_token").asText()));
    }

    @Test
    void nobodyActsForAUserWithoutTheUsersToken() {
        List<String> alone = service.opening();
        alone.set(3, service.user("alice", "staff"));
        assertEquals(
                "invalid_request",
                Service.json(service.post("/oauth/token", alone)).path("error").asText());
        alone.addAll(List.of("actor_token", service.evidence("support-bot"), "actor_token_type", Service.JWT));
        ObjectNode unmapped = Service.json(service.post("/oauth/token", alone));
        // The rules of this world map no group: no mapping, no acting on behalf.
        assertEquals("unauthorized_client", unmapped.path("error").asText());
        assertEquals("user_not_allowed", unmapped.path("reason").asText());
        assertTrue(service.world.living.all().isEmpty());
    }

    @Test
    void theHolderRevokesAToken() {
        String token = service.opened();
        assertEquals(200, service.post("/oauth/revoke", List.of("token", token)).status());
        assertFalse(active(token));
        assertFalse(admitted(token));
        assertEquals(
                200, service.post("/oauth/revoke", List.of("token", "unknown")).status());
        assertTrue(only().active());
    }

    @Test
    void introspectionIsForThoseWhoMay() {
        String token = service.opened();
        assertEquals(
                401, service.post("/oauth/introspect", List.of("token", token)).status());
        Response dead = service.post(
                "/oauth/introspect", Headers.NONE.with("authorization", "Bearer admin"), List.of("token", "x"));
        assertEquals(Json.object().put("active", false), Service.json(dead));
    }

    @Test
    void describesItself() {
        ObjectNode server = Service.json(service.get("/.well-known/oauth-authorization-server"));
        assertEquals(Service.ISSUER, server.path("issuer").asText());
        assertEquals(
                Service.ISSUER + "/oauth/token", server.path("token_endpoint").asText());
        ObjectNode keys = Service.json(service.get("/.well-known/jwks.json"));
        assertEquals(1, keys.path("keys").size());
        assertFalse(keys.toString().contains("\"d\""));
        ObjectNode door = Service.json(service.get("/.well-known/oauth-protected-resource/mcp/orders"));
        assertEquals(Service.DOOR + "/orders", door.path("resource").asText());
        assertEquals(Service.ISSUER, door.at("/authorization_servers/0").asText());
        assertEquals(405, service.get("/oauth/token").status());
    }

    record Bad(String name, String error, Function<TokenServiceTest, Response> sent) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad field(String name, String field, String value, String error) {
        return new Bad(name, error, t -> {
            List<String> form = t.service.opening();
            int at = form.indexOf(field);
            if (at < 0) {
                form.addAll(List.of(field, value));
            } else {
                form.set(at + 1, value);
            }
            return t.service.post("/oauth/token", form);
        });
    }

    private static Bad detail(String name, String json) {
        return field(name, "authorization_details", json, "invalid_authorization_details");
    }

    private static Bad twice(String field) {
        return new Bad("twice: " + field, "invalid_request", t -> {
            List<String> form = t.service.opening();
            form.addAll(List.of(field, form.get(form.indexOf(field) + 1)));
            return t.service.post("/oauth/token", form);
        });
    }

    private static Bad headers(String name, String error, Function<TokenServiceTest, Headers> headers) {
        return new Bad(name, error, t -> t.service.post("/oauth/token", headers.apply(t), t.service.opening()));
    }

    static Stream<Bad> bad() {
        return Stream.of(
                field("no grant type", "grant_type", "", "invalid_request"),
                field("another grant", "grant_type", "client_credentials", "unsupported_grant_type"),
                field("password grant", "grant_type", "password", "unsupported_grant_type"),
                field("no subject", "subject_token", "", "invalid_request"),
                field("subject that is no token", "subject_token", "hello", "invalid_request"),
                field("endless subject", "subject_token", "a".repeat(100_000), "invalid_request"),
                field(
                        "unknown kind of subject",
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:saml2",
                        "invalid_request"),
                field("workload evidence as a task token", "subject_token_type", Service.ACCESS, "invalid_request"),
                field("actor without type", "actor_token", "x", "invalid_request"),
                field("type without actor", "actor_token_type", Service.JWT, "invalid_request"),
                field("resource of another", "resource", "https://evil.example/mcp", "invalid_target"),
                field("resource that begins like ours", "resource", Service.DOOR + "x", "invalid_target"),
                field("resource with a fragment", "resource", Service.DOOR + "#x", "invalid_target"),
                field("resource that climbs", "resource", Service.DOOR + "/../admin", "invalid_target"),
                field("resource that is no URL", "resource", "not a url", "invalid_target"),
                field("audience of another", "audience", "https://evil.example", "invalid_target"),
                field("another key", "dpop_jkt", "other", "invalid_request"),
                field("task beside details", "task", "tsk_01kb3v6h2m8q0r4s6t8v0w2x4y", "invalid_request"),
                field("malformed task", "task", "tsk_1", "invalid_request"),
                detail("no JSON", "{"),
                detail("no list", "{}"),
                detail("empty list", "[]"),
                detail("two tasks", "[{},{}]"),
                detail("list of text", "[\"x\"]"),
                detail("another type", "[{\"type\":\"payment\",\"purpose\":\"x\"}]"),
                detail("no purpose", "[{\"type\":\"safeconduct_task\"}]"),
                detail("purpose that is a number", "[{\"type\":\"safeconduct_task\",\"purpose\":1}]"),
                detail("unknown member", "[{\"type\":\"safeconduct_task\",\"purpose\":\"x\",\"user\":\"root\"}]"),
                detail("member twice", "[{\"type\":\"safeconduct_task\",\"purpose\":\"x\",\"purpose\":\"y\"}]"),
                detail(
                        "parameters that are a list",
                        "[{\"type\":\"safeconduct_task\",\"purpose\":\"x\",\"parameters\":[]}]"),
                detail("malformed agent", "[{\"type\":\"safeconduct_task\",\"purpose\":\"x\",\"agent\":\"A B\"}]"),
                detail("malformed ttl", "[{\"type\":\"safeconduct_task\",\"purpose\":\"x\",\"ttl\":\"10 minutes\"}]"),
                detail("deep", "[".repeat(500) + "]".repeat(500)),
                field(
                        "unknown purpose",
                        "authorization_details",
                        Service.DETAILS.formatted("steal"),
                        "unauthorized_client"),
                field(
                        "purpose with Cedar in it",
                        "authorization_details",
                        Service.DETAILS.formatted("x); permit(principal"),
                        "unauthorized_client"),
                field("user beside a workload", "actor_token", "x", "invalid_request"),
                twice("grant_type"),
                twice("subject_token"),
                twice("authorization_details"),
                headers("no proof", "invalid_dpop_proof", t -> Headers.NONE),
                headers(
                        "proof for another path",
                        "invalid_dpop_proof",
                        t -> Headers.NONE.with("dpop", t.service.proof("/mcp"))),
                headers(
                        "two proofs",
                        "invalid_request",
                        t -> Headers.NONE
                                .with("dpop", t.service.proof("/oauth/token"))
                                .and("dpop", t.service.proof("/oauth/token"))),
                headers(
                        "JSON instead of a form",
                        "invalid_request",
                        t -> Headers.NONE
                                .with("dpop", t.service.proof("/oauth/token"))
                                .with("content-type", "application/json")),
                new Bad("unregistered workload", "unauthorized_client", t -> {
                    List<String> form = t.service.opening();
                    form.set(3, t.service.evidence("stranger"));
                    return t.service.post("/oauth/token", form);
                }),
                new Bad("evidence for another server", "invalid_request", t -> {
                    List<String> form = t.service.opening();
                    form.set(
                            3,
                            t.service
                                    .local
                                    .evidence(
                                            "support-bot",
                                            "https://other.example",
                                            Optional.empty(),
                                            t.service.world.time.now())
                                    .reveal());
                    return t.service.post("/oauth/token", form);
                }),
                new Bad("evidence bound to another key", "invalid_dpop_proof", t -> {
                    List<String> form = t.service.opening();
                    form.set(
                            3,
                            t.service
                                    .local
                                    .evidence(
                                            "support-bot",
                                            Service.ISSUER,
                                            Optional.of("other"),
                                            t.service.world.time.now())
                                    .reveal());
                    return t.service.post("/oauth/token", form);
                }),
                new Bad("expired evidence", "invalid_request", t -> {
                    List<String> form = t.service.opening();
                    t.service.world.time.advance(Duration.ofMinutes(5));
                    return t.service.post("/oauth/token", form);
                }),
                new Bad("replayed proof", "invalid_dpop_proof", t -> {
                    Headers once = Headers.NONE.with("dpop", t.service.proof("/oauth/token"));
                    List<String> wrong = new ArrayList<>(t.service.opening());
                    wrong.addAll(List.of("resource", "https://evil.example"));
                    t.service.post("/oauth/token", once, wrong);
                    return t.service.post("/oauth/token", once, t.service.opening());
                }));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesAndChangesNothing(Bad row) {
        Response response = row.sent().apply(this);
        ObjectNode json = Service.json(response);
        assertEquals(row.error(), json.path("error").asText(), json.toString());
        assertTrue(response.status() >= 400 && response.status() < 500, json.toString());
        assertFalse(json.path("error_description").asText().isEmpty());
        assertFalse(json.has("access_token"));
        assertTrue(service.world.living.all().isEmpty());
        token(service.opening()); // And serves the next one.
    }

    Headers shown(String scheme, String token, String method, String url, Optional<String> hashed) {
        return Headers.NONE
                .with("authorization", scheme + " " + token)
                .with("dpop", service.maker.proof(method, url, hashed, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("safeconduct.oauth.AtDoor#rows")
    void aDoorRefuses(AtDoor row) {
        var request = Service.request("POST", "/mcp/orders", row.headers().apply(this), "");
        var refused = assertInstanceOf(TaskGate.Claim.Challenged.class, service.gate.claim(request));
        assertEquals(401, refused.response().status());
        assertEquals(
                row.name().equals("a task that is over"),
                Service.json(refused.response()).path("reason").asText().equals(TaskGate.TASK_OVER));
        String challenge =
                refused.response().headers().first("www-authenticate").orElseThrow();
        assertTrue(challenge.startsWith("DPoP "), challenge);
        assertTrue(
                challenge.contains(
                        "resource_metadata=\"" + Service.ISSUER + "/.well-known/oauth-protected-resource/mcp/orders\""),
                challenge);
    }
}
