package safeconduct.oauth;

import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Caller;
import safeconduct.kernel.Json;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.token.ProofCheck;
import safeconduct.token.ProofCheck.Proof;
import safeconduct.token.TaskToken;
import safeconduct.token.TaskTokens;
import safeconduct.web.Request;
import safeconduct.web.Response;

/**
 * Says which task calls, by its token and a proof of the token's key (RFC 9449 section 7). A token shown as bearer is
 * refused: it is bound to a key.
 *
 * @param base how clients reach this server
 * @param audience one of these must be in the token
 */
public record TaskGate(String base, Set<String> audience, TaskTokens tokens, ProofCheck proofs, LiveTasks living) {

    /** The member {@code reason} of the answer when the token is good and its task has ended. */
    public static final String TASK_OVER = "task_over";

    private static final String SCHEME = "dpop ";

    public TaskGate {
        audience = Set.copyOf(audience);
    }

    /** The answer. */
    public sealed interface Claim {

        record Verified(Caller caller) implements Claim {}

        /** 401 with a challenge (RFC 6750, 9449, 9728). */
        record Challenged(Response response) implements Claim {}
    }

    public Claim claim(Request request) {
        String header = request.headers().only("authorization").orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return challenge(request, "invalid_token", "expected a task token as `Authorization: DPoP …`");
        }
        String compact = header.substring(SCHEME.length()).strip();
        return switch (tokens.verify(compact)) {
            case TaskTokens.Verification.Rejected(var reason) -> challenge(request, "invalid_token", reason);
            case TaskTokens.Verification.Over over -> over(request);
            case TaskTokens.Verification.Expired expired ->
                challenge(request, "invalid_token", "the token has expired");
            case TaskTokens.Verification.Verified(var token) -> proven(request, token, compact);
        };
    }

    private Claim proven(Request request, TaskToken token, String compact) {
        if (token.audience().stream().noneMatch(audience::contains)) {
            return challenge(request, "invalid_token", "the token is for another door");
        }
        Optional<String> proof = request.headers().only("dpop");
        if (proof.isEmpty()) {
            return challenge(request, "invalid_dpop_proof", "expected a `DPoP` header with a proof");
        }
        ProofCheck.Shown shown = new ProofCheck.Shown(
                proof.get(), request.method(), Set.of(base + request.path()), Optional.of(compact));
        return switch (proofs.check(shown)) {
            case Proof.Refused(var error, var reason) -> challenge(request, error, reason);
            case Proof.Proven(var thumbprint) ->
                thumbprint.equals(token.keyThumbprint())
                        ? living(request, token)
                        : challenge(request, "invalid_dpop_proof", "the proof is not of the token's key");
        };
    }

    private Claim living(Request request, TaskToken token) {
        return living.find(token.task())
                .filter(LiveTask::active)
                .<Claim>map(live -> new Claim.Verified(live.task().caller()))
                .orElseGet(() -> over(request));
    }

    private Claim over(Request request) {
        return new Claim.Challenged(challenge(
                request,
                new Challenge("invalid_token", "the task of the token is over, or the token was revoked", TASK_OVER)));
    }

    private record Challenge(String error, String description, String reason) {}

    private Claim challenge(Request request, String error, String description) {
        return new Claim.Challenged(challenge(request, new Challenge(error, description, error)));
    }

    private Response challenge(Request request, Challenge why) {
        String value = "DPoP error=\"" + why.error() + "\", error_description=\"" + plain(why.description())
                + "\", algs=\"" + String.join(" ", ProofCheck.ALGORITHMS) + "\", resource_metadata=\"" + base
                + "/.well-known/oauth-protected-resource" + request.path() + "\"";
        Response response = Response.json(
                        401,
                        Json.object()
                                .put("error", why.error())
                                .put("error_description", why.description())
                                .put("reason", why.reason()))
                .with("www-authenticate", value);
        return why.error().equals("use_dpop_nonce") ? response.with("dpop-nonce", proofs.nonce()) : response;
    }

    /** What may stand between quotes in a header. */
    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' ? '\'' : c)
                .forEach(c -> out.append((char) c));
        return out.toString();
    }
}
