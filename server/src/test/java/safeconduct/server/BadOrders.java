package safeconduct.server;

import java.util.List;

/** Orders of tasks, forms and requests of the operator that ask for what is not there or not allowed. */
final class BadOrders {

    static final List<BadRow> ROWS = List.of(
            BadRow.order("an unknown purpose", detail("delete-everything", "{}"), "purpose"),
            BadRow.order("no parameter", detail("answer-ticket", "{}"), "ticket"),
            BadRow.order("a parameter of another type", detail("answer-ticket", "{\"ticket\":\"x\"}"), "ticket"),
            BadRow.order("an unknown parameter", detail("answer-ticket", "{\"ticket\":1,\"more\":1}"), "more"),
            BadRow.order("a parameter that breaks its pattern", note("UPPER"), "note"),
            BadRow.order("Cedar in a parameter", note("x\\\" }; permit(principal, action, resource);"), "note"),
            BadRow.order("SQL in a parameter", note("x' OR 1=1 --"), "note"),
            BadRow.order(
                    "an unknown key", "{\"type\":\"safeconduct_task\",\"purpose\":\"answer-ticket\",\"x\":1}", "x"),
            BadRow.order("another type", "{\"type\":\"payment\"}", "safeconduct_task"),
            BadRow.order("no JSON", "{", "authorization_details"),
            BadRow.form("nothing", "", "grant_type"),
            BadRow.form("another grant", "grant_type=password", "unsupported_grant_type"),
            BadRow.form("an unknown field", BadDoor.GRANT + "&hello=1", "unknown parameter"),
            BadRow.form("a field twice", BadDoor.GRANT + "&" + BadDoor.GRANT, "grant_type"),
            BadRow.form("no token", BadDoor.GRANT, "subject_token"),
            BadRow.api("GET", "/v1/tasks/tsk_x", "", 400, "task"),
            BadRow.api("GET", "/v1/nothing", "", 404, "not"),
            BadRow.api("DELETE", "/v1/tasks", "", 405, "method"),
            BadRow.api("GET", "/v1/tasks?limit=many", "", 400, "limit"),
            BadRow.api("POST", "/v1/containments", "{", 400, "JSON"),
            BadRow.api(
                    "POST", "/v1/containments", "{\"kind\":\"planet\",\"value\":\"x\",\"reason\":\"\"}", 400, "planet"),
            BadRow.api(
                    "POST", "/v1/containments", "{\"kind\":\"all\",\"value\":\"\",\"reason\":\"\",\"x\":1}", 400, "x"));

    private BadOrders() {}

    private static String detail(String purpose, String parameters) {
        return "{\"type\":\"safeconduct_task\",\"purpose\":\"" + purpose + "\",\"parameters\":" + parameters + "}";
    }

    private static String note(String text) {
        return detail("answer-ticket", "{\"ticket\":1,\"note\":\"" + text + "\"}");
    }
}
