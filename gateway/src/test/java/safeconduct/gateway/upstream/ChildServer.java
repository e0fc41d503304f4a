package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.kernel.Json;

/** An MCP server on standard input and output that behaves as the name of the called tool says. */
public final class ChildServer {

    private static final List<JsonNode> HELD = new ArrayList<>();

    private ChildServer() {}

    /** The command that runs it with this classpath. */
    public static List<String> command() {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildServer.class.getName());
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.err.println("a complaint with data");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ObjectNode message = Json.parseObject(line);
            answer(message, out);
            out.flush();
        }
    }

    private static void answer(ObjectNode message, PrintStream out) throws IOException {
        String id = String.valueOf(message.get("id"));
        switch (message.path("method").asText()) {
            case "initialize" ->
                result(
                        out,
                        id,
                        "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{},\"prompts\":{}},\"serverInfo\":{\"name\":\"child\",\"version\":\"1\"}}");
            case "tools/list" ->
                result(out, id, "{\"tools\":[{\"name\":\"env\"},{\"name\":\"hold\"},{\"name\":\"hidden\"}]}");
            case "tools/call" -> call(message, id, out);
            case "server/discover" ->
                out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}");
            default -> {}
        }
    }

    private static void call(ObjectNode message, String id, PrintStream out) throws IOException {
        JsonNode params = message.get("params");
        switch (params.path("name").asText()) {
            case "env" ->
                result(
                        out,
                        id,
                        "{\"content\":[],\"structuredContent\":" + Json.text(new TreeMap<>(System.getenv())) + "}");
            case "hold" -> hold(message, out);
            case "crash" -> new ProcessBuilder("/bin/sh", "-c", "kill -KILL $PPID").start();
            case "hang" -> {}
            case "other" -> result(out, "987654", "{\"content\":[{\"type\":\"text\",\"text\":\"STOLEN\"}]}");
            case "flood" -> out.println("x".repeat(4 * 1024 * 1024));
            case "progress" -> {
                String token = params.path("_meta").path("progressToken").toString();
                out.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                        + token + ",\"progress\":1}}");
                result(out, id, "{\"content\":[]}");
            }
            case "spawn" -> spawn(id, out);
            default -> result(out, id, "{\"content\":[{\"type\":\"text\",\"text\":" + params.path("arguments") + "}]}");
        }
    }

    private static void spawn(String id, PrintStream out) throws IOException {
        Process grandchild =
                new ProcessBuilder("/bin/sh", "-c", "trap '' HUP TERM INT; while :; do sleep 1000; done").start();
        Map<String, Long> pids =
                Map.of("pid", grandchild.pid(), "me", ProcessHandle.current().pid());
        result(out, id, Json.text(Map.of("content", List.of(), "structuredContent", pids)));
    }

    /** Answers two calls at once, the second first. */
    private static void hold(ObjectNode message, PrintStream out) {
        HELD.add(message);
        if (HELD.size() == 2) {
            for (JsonNode each : List.of(HELD.get(1), HELD.get(0))) {
                result(
                        out,
                        each.get("id").toString(),
                        "{\"content\":[{\"type\":\"text\",\"text\":"
                                + each.path("params").path("arguments").path("n") + "}]}");
            }
            HELD.clear();
        }
    }

    private static void result(PrintStream out, String id, String result) {
        out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
    }
}
