package safeconduct.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

class HandlersTest {

    private static final Peer PEER = new Peer(InetAddress.getLoopbackAddress(), 4711);
    private static final Headers LOCAL = Headers.NONE.with("Host", "localhost:8080");

    private static Request request(String method, String path) {
        return Request.of(method, path, LOCAL, PEER, Body.EMPTY);
    }

    private static Response ok(Request request) {
        return Response.text(200, request.parameters().toString());
    }

    record Path(String method, String path, int status, String body) {}

    static Stream<Path> paths() {
        return Stream.of(
                new Path("GET", "/tasks", 200, "{}"),
                new Path("GET", "/tasks?x=1", 200, "{}"),
                new Path("GET", "/tasks/", 404, ""),
                new Path("GET", "/tasks/tsk_1", 200, "{task=tsk_1}"),
                new Path("GET", "/tasks/a%2Fb", 200, "{task=a/b}"),
                new Path("GET", "/tasks/a+b", 200, "{task=a+b}"),
                new Path("GET", "/tasks/a%0d%0ab", 400, ""),
                new Path("GET", "/tasks/a%zz", 400, ""),
                new Path("DELETE", "/tasks", 405, ""),
                new Path("HEAD", "/tasks", 405, ""),
                new Path("get", "/tasks", 405, ""),
                new Path("GET", "/rest/a/b", 200, "{rest=a/b}"),
                new Path("GET", "/rest", 404, ""),
                new Path("GET", "//tasks", 404, ""),
                new Path("GET", "/tasks/../tasks", 404, ""),
                new Path("GET", "*", 404, ""));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void findsARoute(Path row) {
        Handler handler = new Problems(Routes.none()
                .with("GET", "/tasks", HandlersTest::ok)
                .with("POST", "/tasks", HandlersTest::ok)
                .with(Routes.none().with("GET", "/tasks/{task}", HandlersTest::ok))
                .with("GET", "/rest/{rest*}", HandlersTest::ok));
        Response response = handler.handle(request(row.method(), row.path()));
        assertEquals(row.status(), response.status());
        if (row.status() == 200) {
            assertEquals(row.body(), new String(response.body(), StandardCharsets.UTF_8));
        }
        if (row.status() == 405) {
            assertEquals("GET, POST", response.headers().first("allow").orElseThrow());
        }
    }

    record Origin(String name, Headers headers, int status) {}

    static Stream<Origin> origins() {
        return Stream.of(
                new Origin("loopback name", LOCAL, 200),
                new Origin("loopback number", Headers.NONE.with("host", "127.0.0.1:1"), 200),
                new Origin("loopback of IPv6", Headers.NONE.with("host", "[::1]:1"), 200),
                new Origin("no port", Headers.NONE.with("host", "LOCALHOST"), 200),
                new Origin("its public name", Headers.NONE.with("host", "guard.example.com"), 200),
                new Origin("a rebound name", Headers.NONE.with("host", "evil.example:8080"), 421),
                new Origin("a name that ends like ours", Headers.NONE.with("host", "x.guard.example.com"), 421),
                new Origin("a name that begins like ours", Headers.NONE.with("host", "localhost.evil.example"), 421),
                new Origin("no host", Headers.NONE, 400),
                new Origin("two hosts", LOCAL.and("host", "localhost"), 400),
                new Origin("port that is none", Headers.NONE.with("host", "localhost:80a"), 400),
                new Origin("empty host", Headers.NONE.with("host", ":80"), 400),
                new Origin("page of loopback", LOCAL.with("origin", "http://localhost:3000"), 200),
                new Origin("page of the console", LOCAL.with("origin", "https://console.example.com"), 200),
                new Origin("page of another", LOCAL.with("origin", "https://evil.example"), 403),
                new Origin("page without origin", LOCAL.with("origin", "null"), 403),
                new Origin("malformed origin", LOCAL.with("origin", "http://local host"), 403));
    }

    @ParameterizedTest
    @MethodSource("origins")
    void servesOnlyPagesOfItsOwn(Origin row) {
        Handler handler = new Problems(
                new OriginCheck(HandlersTest::ok, Set.of("guard.example.com"), Set.of("https://console.example.com")));
        Request request = Request.of("GET", "/", row.headers(), PEER, Body.EMPTY);
        assertEquals(row.status(), handler.handle(request).status(), row.name());
    }

    @Test
    void aFaultBecomesAProblemWithItsStatus() {
        for (Fault.Code code : Fault.Code.values()) {
            Response response = new Problems(request -> {
                        throw new Fault(code, "what went wrong");
                    })
                    .handle(request("GET", "/"));
            JsonNode problem = Json.parse(response.body());
            assertEquals(response.status(), problem.get("status").asInt());
            assertEquals("what went wrong", problem.get("detail").asText());
            assertEquals(
                    "application/problem+json",
                    response.headers().first("content-type").orElseThrow());
        }
    }

    @Test
    void anAddressHasItsRate() {
        FakeTime time = new FakeTime();
        Handler handler = new RateLimit(HandlersTest::ok, 2, 1, time);
        assertEquals(200, handler.handle(request("GET", "/")).status());
        assertEquals(200, handler.handle(request("GET", "/")).status());
        assertEquals(429, handler.handle(request("GET", "/")).status());
        time.advance(Duration.ofSeconds(1));
        assertEquals(200, handler.handle(request("GET", "/")).status());
        assertEquals(429, handler.handle(request("GET", "/")).status());
    }

    @Test
    void aStreamKeepsItsPlaceUntilItsEnd() {
        Handler handler = new Problems(new ConcurrencyLimit(HandlersTest::ok, 1));
        Response first = handler.handle(request("GET", "/"));
        assertEquals(503, handler.handle(request("GET", "/")).status());
        assertFalse(first.streamed());
        assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), first.body());
        assertEquals(200, handler.handle(request("GET", "/")).status());
    }

    @Test
    void aFailedRequestGivesItsPlaceBack() {
        ConcurrencyLimit limit = new ConcurrencyLimit(
                request -> {
                    throw new Fault(Fault.Code.INVALID, "no");
                },
                1);
        assertThrows(Fault.class, () -> limit.handle(request("GET", "/")));
        assertThrows(Fault.class, () -> limit.handle(request("GET", "/")));
    }

    @Test
    void aBodyHasItsLimit() {
        FakeTime time = new FakeTime();
        Handler handler = new Problems(new BodyLimit(
                request -> Response.bytes(200, "text/plain", request.body().bytes()), 3, Duration.ofSeconds(1), time));
        assertEquals(
                200,
                handler.handle(request("POST", "/").withBody(Body.of(new byte[3])))
                        .status());
        assertEquals(
                413,
                handler.handle(request("POST", "/").withBody(Body.of(new byte[4])))
                        .status());
        Request declared = request("POST", "/").withHeaders(LOCAL.with("content-length", "4"));
        assertEquals(413, handler.handle(declared).status());
    }

    @Test
    void aHeaderValueCannotEndALine() {
        assertThrows(Fault.class, () -> Headers.NONE.with("x", "a\r\nset-cookie: b"));
        assertThrows(Fault.class, () -> Headers.NONE.with("x: y\r\n", "a"));
        assertThrows(Fault.class, () -> new Headers(Map.of("", List.of("a"))));
    }

    record Fields(String text, String name, List<String> expected) {}

    static Stream<Fields> fields() {
        return Stream.of(
                new Fields("", "a", List.of()),
                new Fields("a=1", "a", List.of("1")),
                new Fields("a=1&a=2", "a", List.of("1", "2")),
                new Fields("a=x+y%26", "a", List.of("x y&")),
                new Fields("a", "a", List.of("")),
                new Fields("%61=1", "a", List.of("1")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void readsAForm(Fields row) {
        assertEquals(row.expected(), Form.parse(row.text()).all(row.name()));
    }

    @Test
    void refusesAMalformedForm() {
        for (String text : List.of("=1", "a=%zz", "&", "a=%", "a&".repeat(100))) {
            assertThrows(Rejection.class, () -> Form.parse(text), text);
        }
        assertThrows(Rejection.class, () -> Form.parse("a=1&a=2").only("a"));
    }
}
