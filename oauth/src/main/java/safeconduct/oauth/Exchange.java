package safeconduct.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Identity;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.oauth.Identities.Proven;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.OpenRequest;
import safeconduct.task.Opening;
import safeconduct.task.Task;
import safeconduct.task.TaskOpener;
import safeconduct.token.ProofCheck;
import safeconduct.token.ProofCheck.Proof;
import safeconduct.token.TaskToken;
import safeconduct.token.TaskTokens;
import safeconduct.web.Form;
import safeconduct.web.Handler;
import safeconduct.web.Request;
import safeconduct.web.Response;

/**
 * Token exchange (RFC 8693) with proof of possession (RFC 9449). What is exchanged for what:
 *
 * <pre>
 * subject_token             actor_token            result
 * evidence of a workload                           a task is opened, and a token for it
 * token of a user           evidence of a workload the same, on behalf of the user
 * token of a task           evidence of a workload a child task, for the workload's key (cnf.jkt of the evidence)
 * token of a task                                  a fresh token of the same task, for the same key; also when its time is
 *                                                  over, as long as the task lives and the token was not revoked
 * </pre>
 *
 * Opening needs {@code authorization_details} with one {@link TaskDetail}. Every request carries a DPoP proof; where a task
 * token is shown, of that token's key.
 */
public final class Exchange implements Handler {

    static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final Set<String> FIELDS = Set.of(
            "grant_type",
            "subject_token",
            "subject_token_type",
            "actor_token",
            "actor_token_type",
            "resource",
            "audience",
            "scope",
            "requested_token_type",
            "authorization_details",
            "client_id");

    private final Parts parts;

    /**
     * What the exchange works with.
     *
     * @param url of this endpoint, as proofs name it
     */
    public record Parts(
            String url,
            Identities identities,
            ProofCheck proofs,
            TaskTokens tokens,
            TaskOpener opener,
            LiveTasks living,
            Journal journal,
            Time time) {}

    public Exchange(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Response handle(Request request) {
        String type = request.headers().only("content-type").orElse("");
        if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw OAuthError.of("invalid_request", "expected `application/x-www-form-urlencoded`");
        }
        Form form = Form.parse(new String(request.body().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        form.fields().keySet().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw OAuthError.of(
                            "invalid_request",
                            "unknown parameter, expected one of "
                                    + FIELDS.stream().sorted().toList());
                });
        if (!need(form, "grant_type").equals(GRANT_TYPE)) {
            throw OAuthError.of("unsupported_grant_type", "expected `" + GRANT_TYPE + "`");
        }
        String key = proven(request);
        boolean ofTask = need(form, "subject_token_type").equals(ACCESS_TOKEN)
                && form.only("actor_token").isEmpty()
                && form.only("authorization_details").isEmpty();
        return ofTask ? renewed(form, key) : opened(form, key);
    }

    private String proven(Request request) {
        String proof = request.headers()
                .only("dpop")
                .orElseThrow(() -> OAuthError.of("invalid_dpop_proof", "expected a `DPoP` header with a proof"));
        ProofCheck.Shown shown = new ProofCheck.Shown(proof, request.method(), Set.of(parts.url()), Optional.empty());
        return switch (parts.proofs().check(shown)) {
            case Proof.Proven(var thumbprint) -> thumbprint;
            case Proof.Refused(var error, var reason) -> throw OAuthError.of(error, reason);
        };
    }

    private Response renewed(Form form, String key) {
        TaskToken shown = taskToken(need(form, "subject_token"), key, true);
        Task task = parts.living()
                .find(shown.task())
                .filter(LiveTask::active)
                .map(LiveTask::task)
                .orElseThrow(() -> OAuthError.of("invalid_request", "the task is over"));
        return issued(task, key, audience(form));
    }

    /** Of a task that lives and of this key; renewing takes one whose time is over as well, opening a child does not. */
    private TaskToken taskToken(String token, String key, boolean renewing) {
        TaskToken shown =
                switch (parts.tokens().verify(token)) {
                    case TaskTokens.Verification.Rejected(var reason) -> throw OAuthError.of("invalid_request", reason);
                    case TaskTokens.Verification.Over over ->
                        throw OAuthError.of(
                                "invalid_request", "the task of the token is over, or the token was revoked");
                    case TaskTokens.Verification.Expired(var expired) when renewing -> expired;
                    case TaskTokens.Verification.Expired expired ->
                        throw OAuthError.of("invalid_request", "the token has expired");
                    case TaskTokens.Verification.Verified(var verified) -> verified;
                };
        if (!shown.keyThumbprint().equals(key)) {
            throw OAuthError.of("invalid_dpop_proof", "the proof is not of the token's key");
        }
        return shown;
    }

    /** Who asks, for whom, under which task, and to which key the new token is bound. */
    private record Parties(Proven workload, Optional<Identity> user, Optional<TaskId> parent, String key) {}

    private Response opened(Form form, String key) {
        TaskDetail detail = TaskDetail.parse(need(form, "authorization_details"));
        List<String> audience = audience(form);
        Parties parties = parties(form, key);
        Identity workload = parties.workload().identity();
        parts.journal()
                .append(new Event.IdentityVerified(
                        parties.workload().verifier(), workload.issuer(), workload.subject(), ""));
        Opening opening = parts.opener()
                .open(new OpenRequest(
                        workload,
                        parties.workload().verifier(),
                        parties.user(),
                        detail.agent(),
                        detail.purpose(),
                        detail.parameters(),
                        parties.parent(),
                        detail.ttl(),
                        parties.key()));
        return switch (opening) {
            case Opening.Opened(var task) -> issued(task, parties.key(), audience);
            case Opening.Refused(var denial) ->
                throw OAuthError.denied(
                        error(denial.reason()), denial.reason().code(), denial.explanation() + ". " + denial.next());
        };
    }

    private static String error(safeconduct.policy.Reason reason) {
        return switch (reason) {
            case PARAMETER_INVALID -> "invalid_authorization_details";
            case AGENT_NOT_ALLOWED, USER_NOT_ALLOWED -> "unauthorized_client";
            default -> "access_denied";
        };
    }

    private Parties parties(Form form, String key) {
        Instant now = parts.time().now();
        Optional<String> actor = form.only("actor_token");
        if (actor.isPresent() != form.only("actor_token_type").isPresent()) {
            throw OAuthError.of("invalid_request", "`actor_token` and `actor_token_type` come together");
        }
        String subject = need(form, "subject_token");
        String type = need(form, "subject_token_type");
        if (actor.isEmpty()) {
            Proven workload = workload(parts.identities().prove(subject, type, now));
            return new Parties(workload, Optional.empty(), Optional.empty(), own(workload, key));
        }
        Proven workload = workload(parts.identities().prove(actor.get(), need(form, "actor_token_type"), now));
        return type.equals(ACCESS_TOKEN) && isOurs(subject)
                ? child(workload, taskToken(subject, key, false))
                : onBehalf(workload, parts.identities().prove(subject, type, now), key);
    }

    private boolean isOurs(String token) {
        return parts.tokens().verify(token) instanceof TaskTokens.Verification.Verified;
    }

    private static Parties child(Proven workload, TaskToken parent) {
        String bound = workload.identity().keyThumbprint();
        if (bound.isEmpty()) {
            throw OAuthError.of("invalid_request", "the child's evidence names no key (`cnf.jkt`) for its token");
        }
        return new Parties(workload, Optional.empty(), Optional.of(parent.task()), bound);
    }

    private static Parties onBehalf(Proven workload, Proven user, String key) {
        if (user.identity().kind() != Identity.Kind.USER) {
            throw OAuthError.of("invalid_request", "the subject is no user");
        }
        return new Parties(workload, Optional.of(user.identity()), Optional.empty(), own(workload, key));
    }

    private static Proven workload(Proven proven) {
        if (proven.identity().kind() != Identity.Kind.WORKLOAD) {
            throw OAuthError.of("invalid_request", "the token is a user's: a workload must show its own evidence");
        }
        return proven;
    }

    /** Evidence that is bound to a key counts only with a proof of that key. */
    private static String own(Proven workload, String key) {
        String bound = workload.identity().keyThumbprint();
        if (!bound.isEmpty() && !bound.equals(key)) {
            throw OAuthError.of("invalid_dpop_proof", "the proof is not of the key that the evidence names");
        }
        return key;
    }

    /** Checked before anything is opened: a wrong resource must not leave a task behind. */
    private List<String> audience(Form form) {
        List<String> resources = new java.util.ArrayList<>(form.all("resource"));
        resources.addAll(form.all("audience"));
        List<String> ours = parts.tokens().settings().audience();
        if (!ours.containsAll(resources)) {
            throw OAuthError.of("invalid_target", "expected some of " + ours);
        }
        return resources;
    }

    private Response issued(Task task, String key, List<String> audience) {
        TaskTokens.Issued issued;
        try {
            issued = parts.tokens()
                    .issue(task.caller(), key, audience, task.envelope().deadline());
        } catch (Fault fault) {
            throw OAuthError.of("invalid_target", fault.getMessage());
        }
        TaskToken token = issued.token();
        parts.journal()
                .append(new Event.TokenIssued(
                        task.id().value(), token.id(), key, token.expires().toString()));
        parts.living().find(task.id()).ifPresent(live -> live.seen(parts.time().now()));
        ObjectNode body = Json.object()
                .put("access_token", issued.compact())
                .put("issued_token_type", ACCESS_TOKEN)
                .put("token_type", "DPoP")
                .put(
                        "expires_in",
                        Duration.between(parts.time().now(), token.expires()).toSeconds())
                .put("task", task.id().value());
        body.putArray("authorization_details").add(detail(task));
        return Response.json(200, body).with("cache-control", "no-store");
    }

    private static ObjectNode detail(Task task) {
        ObjectNode detail = Json.object()
                .put("type", TaskDetail.TYPE)
                .put("task", task.id().value())
                .put("purpose", task.envelope().purpose())
                .put("deadline", task.envelope().deadline().toString());
        detail.set("parameters", task.envelope().parameters());
        return detail;
    }

    static String need(Form form, String name) {
        return form.only(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> OAuthError.of("invalid_request", "`" + name + "` is missing"));
    }
}
