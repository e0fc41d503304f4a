package safeconduct.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.token.ProofCheck;
import safeconduct.web.Handler;
import safeconduct.web.Problems;
import safeconduct.web.Rejection;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** Answers what goes wrong at the token service in OAuth's form; the only place that does. */
record OAuthErrors(Handler inner, ProofCheck proofs) implements Handler {

    @Override
    public Response handle(Request request) {
        try {
            return inner.handle(request);
        } catch (OAuthError refused) {
            Response response = refused.response();
            return refused.wantsNonce() ? response.with("dpop-nonce", proofs.nonce()) : response;
        } catch (Rejection rejection) {
            ObjectNode body =
                    Json.object().put("error", "invalid_request").put("error_description", rejection.getMessage());
            return Response.json(rejection.status(), body).with("cache-control", "no-store");
        } catch (Fault fault) {
            boolean ours = fault.code() == Fault.Code.INTERNAL;
            ObjectNode body = Json.object()
                    .put("error", error(fault.code()))
                    .put("error_description", ours ? "internal error" : fault.getMessage());
            return Response.json(Problems.status(fault.code()), body).with("cache-control", "no-store");
        }
    }

    private static String error(Fault.Code code) {
        return switch (code) {
            case INVALID, NOT_FOUND, CONFLICT -> "invalid_request";
            case EXHAUSTED, UNAVAILABLE -> "temporarily_unavailable";
            case INTERNAL -> "server_error";
        };
    }
}
