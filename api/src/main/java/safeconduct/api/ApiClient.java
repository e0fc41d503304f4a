package safeconduct.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;

/** Calls the API of a server with the admin credential. Thread-safe. */
public final class ApiClient {

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    /** The end of a task answers when its credentials are taken back, and a target may be slow. */
    private static final Duration ANSWER_TIME = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME)
            .build();
    private final URI base;
    private final Secret credential;

    /** @param base scheme, host and port */
    public ApiClient(URI base, Secret credential) {
        this.base = base;
        this.credential = credential;
    }

    /** Asks for one record. */
    public <T> T get(Endpoint endpoint, Class<T> type, Map<String, String> query, String... places) {
        return Wire.read(send(endpoint, query, HttpRequest.BodyPublishers.noBody(), places), type);
    }

    /** Asks for one page. */
    public <T> Page<T> page(Endpoint endpoint, Class<T> item, Map<String, String> query, String... places) {
        return Wire.readPage(send(endpoint, query, HttpRequest.BodyPublishers.noBody(), places), item);
    }

    /** Asks for text. */
    public String text(Endpoint endpoint) {
        return new String(send(endpoint, Map.of(), HttpRequest.BodyPublishers.noBody()), StandardCharsets.UTF_8);
    }

    /** Asks for something to be done that needs no record. */
    public <T> T post(Endpoint endpoint, Class<T> type) {
        return Wire.read(send(endpoint, Map.of(), HttpRequest.BodyPublishers.noBody()), type);
    }

    /** Sends a record. */
    public <T> T post(Endpoint endpoint, Object body, Class<T> type, String... places) {
        byte[] bytes = Wire.bytes(body);
        return Wire.read(send(endpoint, Map.of(), HttpRequest.BodyPublishers.ofByteArray(bytes), places), type);
    }

    private byte[] send(
            Endpoint endpoint, Map<String, String> query, HttpRequest.BodyPublisher body, String... places) {
        URI uri = base.resolve(endpoint.at(places) + queryText(query));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(endpoint.method(), body)
                .timeout(ANSWER_TIME)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + credential.reveal())
                .build();
        HttpResponse<byte[]> response = exchange(request);
        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }
        return response.body();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException away) {
            throw new Fault(
                    Fault.Code.UNAVAILABLE, "no server at `" + base + "`: start one with `safeconduct server`", away);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "no answer from `" + base + "`: " + broken.getMessage(), broken);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "interrupted while waiting for `" + base + "`", asked);
        }
    }

    private static Fault refused(HttpResponse<byte[]> response) {
        String detail = detail(response);
        return switch (response.statusCode()) {
            case 401, 403 -> new Fault(Fault.Code.INVALID, "the server refuses the admin credential: " + detail);
            case 404 -> new Fault(Fault.Code.NOT_FOUND, detail);
            case 409 -> new Fault(Fault.Code.CONFLICT, detail);
            case 429 -> new Fault(Fault.Code.EXHAUSTED, detail);
            case 503 -> new Fault(Fault.Code.UNAVAILABLE, detail);
            default -> new Fault(response.statusCode() < 500 ? Fault.Code.INVALID : Fault.Code.INTERNAL, detail);
        };
    }

    private static String detail(HttpResponse<byte[]> response) {
        try {
            return Json.parse(response.body()).path("detail").asText("status " + response.statusCode());
        } catch (Fault noProblem) {
            return "status " + response.statusCode();
        }
    }

    private static String queryText(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
