package safeconduct.server;

import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * One thing that nobody should send, and how it is answered.
 *
 * @param says what the answer must contain
 */
record BadRow(String name, Function<BadDoor, HttpRequest> request, int status, String says) {

    /** A text where a JSON-RPC message belongs, with a good token and a good proof. */
    static BadRow message(String name, String body, int status, String says) {
        return new BadRow(name, door -> door.mcp(body), status, says);
    }

    /** SQL in a well-formed call with a good token: refused as a result of the tool, with its code. */
    static BadRow sql(String sql, String code) {
        return new BadRow(
                "sql: " + sql, door -> door.mcp(TaskAgent.call("query", sql)), 200, "\"code\":\"" + code + "\"");
    }

    /** A detail of an order of a task. */
    static BadRow order(String name, String detail, String says) {
        return new BadRow("order: " + name, door -> door.order(detail), 400, says);
    }

    /** Fields of a form at the token endpoint, with a good proof. */
    static BadRow form(String name, String form, String says) {
        return new BadRow("form: " + name, door -> door.token(form), 400, says);
    }

    /** A request of the operator. */
    static BadRow api(String method, String path, String body, int status, String says) {
        return new BadRow(method + " " + path + " " + body, door -> door.api(method, path, body), status, says);
    }

    @Override
    public String toString() {
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
