package safeconduct.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Turns whatever goes wrong below into one problem response (RFC 9457). The only place that does.
 *
 * <pre>{"type":"about:blank","title":"not found","status":404,"code":"not_found","detail":"no task `tsk_…`"}</pre>
 */
public record Problems(Handler inner) implements Handler {

    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    @Override
    public Response handle(Request request) {
        try {
            return inner.handle(request);
        } catch (Fault fault) {
            if (fault.code() == Fault.Code.INTERNAL || fault.code() == Fault.Code.UNAVAILABLE) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "could not serve " + request.method() + " " + request.path(),
                        fault);
            }
            return of(status(fault.code()), code(fault.code()), String.valueOf(fault.getMessage()));
        } catch (Rejection rejection) {
            return of(rejection.status(), word(rejection.status()), String.valueOf(rejection.getMessage()));
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "bug while serving " + request.method() + " " + request.path(), bug);
            return of(500, code(Fault.Code.INTERNAL), "internal error"); // Say nothing about ourselves.
        }
    }

    /** The status that a fault has on every door of HTTP. */
    public static int status(Fault.Code code) {
        return switch (code) { // No default: a new code must choose its status here.
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case EXHAUSTED -> 429;
            case UNAVAILABLE -> 503;
            case INTERNAL -> 500;
        };
    }

    /**
     * One problem response.
     *
     * @param code a word for programs
     * @param detail a sentence for people
     */
    public static Response of(int status, String code, String detail) {
        ObjectNode problem = Json.object();
        problem.put("type", "about:blank").put("title", code.replace('_', ' ')).put("status", status);
        problem.put("code", code).put("detail", detail);
        byte[] body = Json.text(problem).getBytes(StandardCharsets.UTF_8);
        return Response.bytes(status, "application/problem+json", body).with("cache-control", "no-store");
    }

    private static String code(Fault.Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /** The word of a status that no fault has. */
    static String word(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 408 -> "too_slow";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            case 421 -> "wrong_host";
            case 429 -> "exhausted";
            case 431 -> "headers_too_large";
            case 503 -> "unavailable";
            default -> status < 500 ? "invalid" : "internal";
        };
    }
}
