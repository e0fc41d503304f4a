package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.token.ProofMaker;

/**
 * One open task, seen from its client: holds the key, gets tokens for it and renews them before they expire. Thread-safe.
 * The key and the tokens never leave this process.
 */
public final class TaskClient {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /** What the server's doors say of a good token whose task has ended. */
    private static final String TASK_OVER = "task_over";
    /** What the client did wrong, where the others say that it may not. */
    private static final Set<String> MISTAKES =
            Set.of("invalid_request", "invalid_authorization_details", "unsupported_grant_type", "invalid_target");

    private static final Duration ANSWER_TIME = Duration.ofMinutes(1);
    /** A token is renewed when so much of its life is left, so that no call meets an expired one. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI server;
    private final ProofMaker prover;
    private final Time time;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile Token token;
    private volatile Optional<String> nonce = Optional.empty();

    private record Token(String compact, Instant expires, String task) {
        @Override
        public String toString() {
            return "[secret]";
        }
    }

    private TaskClient(HttpClient http, URI server, Time time) {
        this.http = http;
        this.server = server;
        this.time = time;
        this.prover = ProofMaker.fresh(time);
        this.token = new Token("", Instant.EPOCH, "");
    }

    /**
     * Opens a task by token exchange.
     *
     * @throws TaskDenied when it is refused
     */
    public static TaskClient open(HttpClient http, URI server, TaskOrder order, Time time) {
        TaskClient session = new TaskClient(http, server, time);
        Map<String, String> form = new LinkedHashMap<>();
        form.put(
                "subject_token",
                order.evidence().token(session.prover.thumbprint()).reveal());
        form.put("subject_token_type", order.evidence().type());
        form.put("authorization_details", Json.text(Json.array().add(order.json())));
        session.token = session.exchange(form);
        return session;
    }

    /** Its id. */
    public String task() {
        return token.task();
    }

    /** Scheme, host and port of the server. */
    public URI server() {
        return server;
    }

    /** What requests are to be sent with. */
    public HttpClient http() {
        return http;
    }

    /** Adds the token and a fresh proof for exactly this request. */
    public void authorize(HttpRequest.Builder request, String method, URI uri) {
        Token fresh = fresh();
        request.setHeader("authorization", "DPoP " + fresh.compact());
        request.setHeader("dpop", prover.proof(method, uri.toString(), Optional.of(fresh.compact()), nonce));
    }

    /** Remembers the nonce that a server wants in the next proof. True when the request should be sent again. */
    public boolean wantsNonce(HttpResponse<?> response) {
        Optional<String> wanted = response.headers().firstValue("dpop-nonce");
        boolean changed = wanted.isPresent() && !wanted.equals(nonce);
        wanted.ifPresent(value -> nonce = wanted);
        return changed && response.statusCode() == 401;
    }

    /** A sign of life; false when the task is over. */
    public boolean heartbeat() {
        return call(Endpoints.OWN_HEARTBEAT, new byte[0]).statusCode() / 100 == 2;
    }

    /** Ends the task; false when it is not known to be over. */
    public boolean end(String reason) {
        HttpResponse<byte[]> response = call(Endpoints.OWN_END, Wire.bytes(new EndRequest(reason)));
        return response.statusCode() / 100 == 2 || over(response);
    }

    /** Whether somebody else has ended the task before. */
    private static boolean over(HttpResponse<byte[]> response) {
        try {
            return response.statusCode() == 401
                    && TASK_OVER.equals(
                            Json.parseObject(response.body()).path("reason").asText());
        } catch (Fault noJson) {
            return false;
        }
    }

    private HttpResponse<byte[]> call(Endpoint endpoint, byte[] body) {
        HttpResponse<byte[]> response = once(endpoint, body);
        return wantsNonce(response) ? once(endpoint, body) : response;
    }

    private HttpResponse<byte[]> once(Endpoint endpoint, byte[] body) {
        URI uri = server.resolve(endpoint.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_TIME)
                .header("content-type", "application/json")
                .method(endpoint.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        authorize(request, endpoint.method(), uri);
        return send(request.build());
    }

    private Token fresh() {
        Token now = token;
        if (time.now().plus(MARGIN).isBefore(now.expires())) {
            return now;
        }
        renewing.lock();
        try {
            if (time.now().plus(MARGIN).isBefore(token.expires())) {
                return token; // Another was first.
            }
            token = exchange(renewal());
            return token;
        } finally {
            renewing.unlock();
        }
    }

    /** By the token itself, also when it has expired (this machine slept). */
    private Map<String, String> renewal() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("subject_token", token.compact());
        form.put("subject_token_type", ACCESS_TOKEN);
        return form;
    }

    private Token exchange(Map<String, String> form) {
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("requested_token_type", ACCESS_TOKEN);
        HttpResponse<byte[]> response = exchangeOnce(form);
        if (response.statusCode() == 400
                && response.headers().firstValue("dpop-nonce").isPresent()) {
            nonce = response.headers().firstValue("dpop-nonce");
            response = exchangeOnce(form);
        }
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        ObjectNode answer = Json.parseObject(response.body());
        return new Token(
                answer.path("access_token").asText(),
                time.now().plusSeconds(answer.path("expires_in").asLong()),
                taskOf(answer));
    }

    private String taskOf(ObjectNode answer) {
        String named = answer.path("task")
                .asText(answer.at("/authorization_details/0/task").asText());
        return named.isEmpty() ? token.task() : named;
    }

    private HttpResponse<byte[]> exchangeOnce(Map<String, String> form) {
        URI uri = server.resolve("/oauth/token");
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .timeout(ANSWER_TIME)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("dpop", prover.proof("POST", uri.toString(), Optional.empty(), nonce))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException away) {
            throw new Fault(
                    Fault.Code.UNAVAILABLE, "no server at `" + server + "`: start one with `safeconduct server`", away);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "no answer from `" + server + "`: " + broken, broken);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "interrupted while waiting for `" + server + "`", asked);
        }
    }

    private static RuntimeException refused(HttpResponse<byte[]> response) {
        ObjectNode problem;
        try {
            problem = Json.parseObject(response.body());
        } catch (Fault noJson) {
            return new Fault(Fault.Code.UNAVAILABLE, "the server answers with status " + response.statusCode(), noJson);
        }
        String word = problem.path("error").asText("status " + response.statusCode());
        String text =
                problem.path("error_description").asText(problem.path("detail").asText(word));
        if (response.statusCode() >= 500) {
            return new Fault(Fault.Code.UNAVAILABLE, text);
        }
        if (problem.has("reason")) {
            return new TaskDenied(
                    problem.get("reason").asText(),
                    text + " " + problem.path("next").asText());
        }
        return MISTAKES.contains(word) ? new Fault(Fault.Code.INVALID, text) : new TaskDenied(word, text);
    }
}
