package safeconduct.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.token.ProofMaker;
import safeconduct.token.SigningKey;

/** Makes requests that are right but for one thing. Each is of a task of its own, so that no row slows another one down. */
record BadDoor(Installation at, TaskAgent agent, ProofMaker prover) {

    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange";

    static BadDoor open(Installation at, HttpClient http) {
        return new BadDoor(at, TaskAgent.open(at, http), ProofMaker.fresh(Time.system()));
    }

    HttpRequest mcp(String body) {
        return agent.request(body);
    }

    /** A call with this SQL, without a token and a proof. */
    HttpRequest.Builder bare() {
        return HttpRequest.newBuilder(at.url().resolve("/mcp/shop"))
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .header("mcp-protocol-version", "2026-07-28")
                .header("mcp-method", "tools/call")
                .header("mcp-name", "query")
                .POST(HttpRequest.BodyPublishers.ofString(TaskAgent.call("query", "SELECT id FROM customers")));
    }

    /** The headers of a good request. */
    HttpRequest good() {
        return mcp(TaskAgent.call("query", "SELECT id FROM customers"));
    }

    String header(HttpRequest request, String name) {
        return request.headers().firstValue(name).orElseThrow();
    }

    HttpRequest token(String form) {
        URI uri = at.url().resolve("/oauth/token");
        return HttpRequest.newBuilder(uri)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("dpop", prover.proof("POST", uri.toString(), Optional.empty(), Optional.empty()))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    HttpRequest order(String detail) {
        return token(
                exchange(evidence(at.localKey(), claims())) + "&authorization_details=" + encoded("[" + detail + "]"));
    }

    /** A good order with this evidence. */
    HttpRequest shown(String evidence) {
        String detail = "[{\"type\":\"safeconduct_task\",\"purpose\":\"answer-ticket\",\"parameters\":{\"ticket\":1}}]";
        return token(exchange(evidence) + "&authorization_details=" + encoded(detail));
    }

    static String exchange(String evidence) {
        return GRANT + "&subject_token=" + encoded(evidence) + "&subject_token_type=" + encoded(JWT);
    }

    ObjectNode claims() {
        long now = Time.system().now().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("sub", "spiffe://local/" + Installation.AGENT)
                .put("aud", at.url().toString())
                .put("iat", now)
                .put("exp", now + 60);
        claims.putObject("cnf").put("jkt", prover.thumbprint());
        return claims;
    }

    static String evidence(SigningKey key, ObjectNode claims) {
        return key.sign("JWT", claims);
    }

    HttpRequest api(String method, String path, String body) {
        return HttpRequest.newBuilder(at.url().resolve(path))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + Installation.CREDENTIAL)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
