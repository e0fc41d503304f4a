package safeconduct.bench.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import safeconduct.api.TaskClient;
import safeconduct.api.TaskOrder;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.token.SigningKey;

/** A task of its own, and calls with its token and a fresh proof. */
record MeasuredTask(TaskClient client, URI door) {

    private static final String VERSION = "2026-07-28";

    private record Evidence(SigningKey key, String audience) implements TaskOrder.Evidence {
        @Override
        public Secret token(String keyThumbprint) {
            long now = Time.system().now().getEpochSecond();
            ObjectNode claims = Json.object()
                    .put("sub", "spiffe://local/bench")
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

    /** Opens one for this purpose, whose target has the same name. */
    static MeasuredTask open(Site site, HttpClient http, String purpose) {
        Evidence evidence = new Evidence(site.localKey(), site.url().toString());
        TaskOrder order = new TaskOrder(evidence, purpose, Json.object(), Optional.empty(), Optional.empty());
        return new MeasuredTask(
                TaskClient.open(http, site.url(), order, Time.system()),
                site.url().resolve("/mcp/" + purpose));
    }

    HttpRequest call() {
        HttpRequest.Builder request = unsigned(door);
        client.authorize(request, "POST", door);
        return request.build();
    }

    /** The same call without a token, for whom none is needed. */
    static HttpRequest.Builder unsigned(URI door) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        ObjectNode params = message.putObject("params").put("name", "echo");
        params.putObject("arguments").put("text", "hello");
        params.putObject("_meta")
                .put("io.modelcontextprotocol/protocolVersion", VERSION)
                .putObject("io.modelcontextprotocol/clientCapabilities");
        return HttpRequest.newBuilder(door)
                .header("content-type", "application/json")
                .header("accept", "application/json, text/event-stream")
                .header("mcp-protocol-version", VERSION)
                .header("mcp-method", "tools/call")
                .header("mcp-name", "echo")
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(message)));
    }
}
