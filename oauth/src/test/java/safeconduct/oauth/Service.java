package safeconduct.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import safeconduct.call.World;
import safeconduct.caller.IdentityVerifier;
import safeconduct.identity.LocalFactory;
import safeconduct.identity.LocalIdentity;
import safeconduct.identity.OidcFactory;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.token.KeyRing;
import safeconduct.token.ProofCheck;
import safeconduct.token.ProofMaker;
import safeconduct.token.SigningKey;
import safeconduct.token.TaskTokens;
import safeconduct.web.Body;
import safeconduct.web.Handler;
import safeconduct.web.Headers;
import safeconduct.web.Peer;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** A whole token service over a world in memory, asked without a socket. */
final class Service {

    static final String ISSUER = "http://127.0.0.1:7070";
    static final String DOOR = ISSUER + "/mcp";
    static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";
    static final String DETAILS = "[{\"type\":\"safeconduct_task\",\"purpose\":\"%s\"}]";

    final World world = new World();
    final SigningKey users;
    final LocalIdentity local;
    final ProofMaker maker;
    final TaskTokens tokens;
    final TaskGate gate;
    final Handler routes;

    Service(Path folder) {
        var time = world.time;
        users = SigningKey.generate(SigningKey.Algorithm.ES256, time.now());
        Path keyFile = folder.resolve("local.key");
        local = LocalIdentity.create(keyFile, time.now());
        List<IdentityVerifier> verifiers = verifiers(keyFile, userKeys(folder));
        KeyRing keys = KeyRing.open(folder.resolve("keys"), SigningKey.Algorithm.ES256, time.now());
        java.util.Set<String> revoked = new java.util.HashSet<>();
        tokens = new TaskTokens(
                new TaskTokens.Settings(ISSUER, List.of(DOOR, ISSUER + "/v1/self"), Duration.ofMinutes(5)),
                keys,
                token -> !revoked.contains(token.id())
                        && world.living
                                .find(token.task())
                                .filter(live -> live.active())
                                .isPresent(),
                new Ids(time, new Random(1)),
                time);
        ProofCheck proofs = new ProofCheck(time, false);
        gate = new TaskGate(ISSUER, java.util.Set.of(DOOR), tokens, proofs, world.living);
        routes = routes(exchange(verifiers, proofs), keys, proofs, revoked);
        maker = ProofMaker.fresh(time);
        time.advance(Duration.ofSeconds(2));
    }

    private Path userKeys(Path folder) {
        ObjectNode jwks = Json.object();
        jwks.putArray("keys").add(users.publicJson());
        Path userKeys = folder.resolve("users.json");
        try {
            java.nio.file.Files.writeString(userKeys, Json.text(jwks));
            return userKeys;
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static List<IdentityVerifier> verifiers(Path keyFile, Path userKeys) {
        ObjectNode idp = Json.object()
                .put("issuer", "https://idp.example")
                .put("keys", userKeys.toString())
                .put("subjects", "user");
        return List.of(
                new LocalFactory().create("local", Json.object().put("key_file", keyFile.toString())),
                new OidcFactory().create("idp", idp));
    }

    private Exchange exchange(List<IdentityVerifier> verifiers, ProofCheck proofs) {
        return new Exchange(new Exchange.Parts(
                ISSUER + "/oauth/token",
                new Identities(verifiers, ISSUER),
                proofs,
                tokens,
                world.opener,
                world.living,
                world.journal,
                world.time));
    }

    private Handler routes(Exchange exchange, KeyRing keys, ProofCheck proofs, java.util.Set<String> revoked) {
        return new TokenService(new TokenService.Parts(
                        ISSUER,
                        exchange,
                        tokens,
                        keys,
                        proofs,
                        inner -> request ->
                                request.headers().first("authorization").equals(Optional.of("Bearer admin"))
                                        ? inner.handle(request)
                                        : Response.of(401),
                        token -> revoked.add(token.id())))
                .routes();
    }

    /** The fields of a good request for a task. */
    List<String> opening() {
        return new ArrayList<>(List.of(
                "grant_type",
                GRANT,
                "subject_token",
                evidence("support-bot"),
                "subject_token_type",
                JWT,
                "authorization_details",
                DETAILS.formatted(safeconduct.policy.Rules.PURPOSE)));
    }

    String evidence(String workload) {
        return local.evidence(workload, ISSUER, Optional.empty(), world.time.now())
                .reveal();
    }

    String user(String subject, String... groups) {
        long now = world.time.now().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("iss", "https://idp.example")
                .put("sub", subject)
                .put("aud", ISSUER)
                .put("iat", now)
                .put("exp", now + 60);
        var list = claims.putArray("groups");
        List.of(groups).forEach(list::add);
        return users.sign("JWT", claims);
    }

    String proof(String path) {
        return maker.proof("POST", ISSUER + path, Optional.empty(), Optional.empty());
    }

    Response post(String path, List<String> form) {
        return post(path, Headers.NONE.with("dpop", proof(path)), form);
    }

    Response post(String path, Headers headers, List<String> form) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < form.size(); i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(form.get(i), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(form.get(i + 1), StandardCharsets.UTF_8));
        }
        Headers all = headers.first("content-type").isPresent()
                ? headers
                : headers.with("content-type", "application/x-www-form-urlencoded");
        return routes.handle(request("POST", path, all, text.toString()));
    }

    Response get(String path) {
        return routes.handle(request("GET", path, Headers.NONE, ""));
    }

    static Request request(String method, String path, Headers headers, String body) {
        return Request.of(
                method,
                path,
                headers,
                new Peer(InetAddress.getLoopbackAddress(), 1),
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static ObjectNode json(Response response) {
        return Json.parseObject(response.body());
    }

    /** The token of a task that was just opened. */
    String opened() {
        return json(post("/oauth/token", opening())).path("access_token").asText();
    }

    /** A request at a door, with token and proof. */
    Request atDoor(String path, String token, ProofMaker by) {
        return request(
                "POST",
                path,
                Headers.NONE
                        .with("authorization", "DPoP " + token)
                        .with("dpop", by.proof("POST", ISSUER + path, Optional.of(token), Optional.empty())),
                "");
    }
}
