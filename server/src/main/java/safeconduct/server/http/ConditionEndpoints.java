package safeconduct.server.http;

import safeconduct.api.Endpoints;
import safeconduct.api.OpenApi;
import safeconduct.api.Status;
import safeconduct.api.Wire;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** How the server is. */
record ConditionEndpoints(Ports.Condition condition) {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String DOCUMENT = OpenApi.text();

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.HEALTH, request -> Answers.of(new Status("ok")))
                .on(Endpoints.READY, this::ready)
                .on(Endpoints.OPENAPI, request -> Answers.text("application/json", DOCUMENT))
                .on(Endpoints.METRICS, request -> Answers.text(PROMETHEUS, condition.metrics()))
                .on(Endpoints.DOCTOR, request -> Answers.of(condition.examine(Answers.flag(request, "prove"))))
                .routes();
    }

    /** Says no more than that: why not stands in the log, since anyone may ask. */
    private Response ready(Request request) {
        boolean fine = condition.trouble().isEmpty();
        Status status = new Status(fine ? "ok" : "not ready");
        return Response.bytes(fine ? 200 : 503, "application/json", Wire.bytes(status))
                .with("cache-control", "no-store");
    }
}
