package safeconduct.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.kernel.Json;
import safeconduct.web.Response;

/** A refusal in OAuth's form (RFC 6749 section 5.2). Thrown inside this package only, answered by {@link OAuthErrors}. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final String reason;

    private OAuthError(int status, String error, String reason, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.reason = reason;
    }

    /** @param error a word of RFC 6749, 8693, 9396 or 9449 */
    static OAuthError of(String error, String description) {
        return new OAuthError(error.equals("invalid_client") ? 401 : 400, error, "", description);
    }

    /**
     * A decision against it.
     *
     * @param reason the word of the decision
     */
    static OAuthError denied(String error, String reason, String description) {
        return new OAuthError(400, error, reason, description);
    }

    boolean wantsNonce() {
        return error.equals("use_dpop_nonce");
    }

    Response response() {
        ObjectNode body = Json.object().put("error", error).put("error_description", String.valueOf(getMessage()));
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        return Response.json(status, body).with("cache-control", "no-store");
    }
}
