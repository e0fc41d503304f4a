package safeconduct.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import safeconduct.api.TaskClient;
import safeconduct.api.TaskOrder;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.token.SigningKey;

/** An agent with one task: what it does goes through the real doors, with a real token and proofs. */
record TaskAgent(TaskClient task, Installation at) {

    private static final String VERSION = "2026-07-28";

    /** Who it is, by the key of the local trust domain. */
    record Evidence(SigningKey key, String audience) implements TaskOrder.Evidence {
        @Override
        public Secret token(String keyThumbprint) {
            long now = Time.system().now().getEpochSecond();
            ObjectNode claims = Json.object()
                    .put("sub", "spiffe://local/" + Installation.AGENT)
                    .put("aud", audience)
                    .put("iat", now)
                    .put("exp", now + 60);
            claims.putObject("cnf").put("jkt", keyThumbprint);
            return Secret.of(key.sign("JWT", claims));
        }

        @Override
        public String type() {
            return "urn:ietf:params:oauth:token-type:jwt";
        }
    }

    static TaskAgent open(Installation at, HttpClient http) {
        Evidence evidence = new Evidence(at.localKey(), at.url().toString());
        TaskOrder order = new TaskOrder(
                evidence, "answer-ticket", Json.object().put("ticket", 4711), Optional.empty(), Optional.empty());
        return new TaskAgent(TaskClient.open(http, at.url(), order, Time.system()), at);
    }

    /** A call of the tool {@code query}. */
    JsonNode query(String sql) throws IOException, InterruptedException {
        HttpResponse<String> response =
                task.http().send(request(call("query", sql)), HttpResponse.BodyHandlers.ofString());
        return Json.parse(response.body());
    }

    static String call(String tool, String sql) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        ObjectNode params = message.putObject("params").put("name", tool);
        params.putObject("arguments").put("sql", sql);
        ObjectNode meta = params.putObject("_meta").put("io.modelcontextprotocol/protocolVersion", VERSION);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        return Json.text(message);
    }

    HttpRequest request(String body) {
        URI uri = at.url().resolve("/mcp/shop");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .header("mcp-protocol-version", VERSION)
                .header("mcp-method", "tools/call")
                .header("mcp-name", "query")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        task.authorize(request, "POST", uri);
        return request.build();
    }
}
