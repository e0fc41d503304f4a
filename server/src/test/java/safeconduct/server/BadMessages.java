package safeconduct.server;

import java.util.List;

/** Bodies that are no JSON-RPC, too large, too deep, or of something that is not there. */
final class BadMessages {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final int LARGE = 5 * 1024 * 1024;

    static final List<BadRow> ROWS = List.of(
            BadRow.message("nothing", "", 400, "-32700"),
            BadRow.message("no json", "hello", 400, "-32700"),
            BadRow.message("json that ends early", "{\"jsonrpc\":\"2.0\",\"id\":1", 400, "-32700"),
            BadRow.message("two values", "{} {}", 400, "-32700"),
            BadRow.message("a list of messages", "[]", 400, "-32600"),
            BadRow.message("a number", "7", 400, "-32600"),
            BadRow.message(
                    "another version of JSON-RPC", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", 400, "-32600"),
            BadRow.message("no version", "{\"id\":1,\"method\":\"tools/call\"}", 400, "-32600"),
            BadRow.message("a method that is a number", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}", 400, "-32600"),
            BadRow.message(
                    "an id that is an object", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", 400, "-32600"),
            BadRow.message(
                    "a name twice", "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"tools/call\"}", 400, "-32700"),
            BadRow.message("deeper than any call", nested(), 400, "-32700"),
            BadRow.message("larger than any call", "{\"a\":\"" + "x".repeat(LARGE) + "\"}", 413, "too"),
            BadRow.message("no parameters", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}", 400, "_meta"),
            BadRow.message("parameters that are a list", call("[]"), 400, "params"),
            BadRow.message("a call without a name", call("{" + META + "}"), 400, "Mcp-Name"),
            BadRow.message(
                    "arguments that are a text",
                    call("{" + META + ",\"name\":\"query\",\"arguments\":\"x\"}"),
                    200,
                    "expected `params.arguments` to be an object"),
            BadRow.message(
                    "a name other than the header's",
                    call("{" + META + ",\"name\":\"drop\",\"arguments\":{}}"),
                    400,
                    "Mcp-Name"),
            BadRow.message(
                    "no statement",
                    call("{" + META + ",\"name\":\"query\",\"arguments\":{}}"),
                    200,
                    "arguments_invalid"),
            BadRow.message(
                    "a statement that is a number",
                    call("{" + META + ",\"name\":\"query\",\"arguments\":{\"sql\":7}}"),
                    200,
                    "arguments_invalid"));

    private BadMessages() {}

    private static String call(String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}";
    }

    private static String nested() {
        return "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    }
}
