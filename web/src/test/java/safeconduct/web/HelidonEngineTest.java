package safeconduct.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

class HelidonEngineTest {

    private static final Listener.Limits QUICK =
            new Listener.Limits(50, 4096, 1000, Duration.ofMillis(400), Duration.ofSeconds(1));

    private HelidonEngine engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    private int start(Handler handler) {
        engine = HelidonEngine.start(
                new Listener(InetAddress.getLoopbackAddress(), 0, Optional.empty(), QUICK), new Problems(handler));
        return engine.port();
    }

    private static Response echo(Request request) {
        return Response.bytes(200, "text/plain", request.body().bytes())
                .with("x-seen", request.method() + " " + request.path() + " " + request.query());
    }

    @Test
    void carriesARequestAndItsAnswer() throws Exception {
        int port = start(HelidonEngineTest::echo);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/a%20b/c?x=1&y=%26"))
                            .POST(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals("hello", answer.body());
            assertEquals(
                    "POST /a%20b/c x=1&y=%26",
                    answer.headers().firstValue("x-seen").orElseThrow());
        }
    }

    @Test
    void aStreamArrivesOneByOne() throws Exception {
        SynchronousQueue<String> events = new SynchronousQueue<>();
        int port = start(request -> Response.stream(200, "text/event-stream", out -> {
            for (String event = take(events); !event.equals("end"); event = take(events)) {
                out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertTrue(events.offer("first", 5, TimeUnit.SECONDS));
            InputStream in = answer.get(5, TimeUnit.SECONDS).body();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            assertEquals("data: first", lines.readLine());
            assertEquals("", lines.readLine());
            assertTrue(events.offer("second", 5, TimeUnit.SECONDS)); // Only after the first one has arrived.
            assertEquals("data: second", lines.readLine());
            assertEquals("", lines.readLine());
            assertTrue(events.offer("end", 5, TimeUnit.SECONDS));
            assertEquals(null, lines.readLine());
        }
    }

    @Test
    void aWriterLearnsThatTheClientHasGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        int port = start(request -> Response.stream(200, "text/event-stream", out -> {
            try {
                byte[] event = "data: tick\n\n".getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 10_000; i++) {
                    out.write(event);
                    out.flush();
                    gone.await(1, TimeUnit.MILLISECONDS);
                }
            } catch (ClientGone expected) {
                gone.countDown();
                throw expected;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                    .build();
            InputStream in = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            assertEquals("data: tick", new String(in.readNBytes(10), StandardCharsets.UTF_8));
            in.close();
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aStreamThatBreaksDoesNotLookWhole() throws Exception {
        int port = start(request -> Response.stream(200, "text/plain", out -> {
            out.write("half".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IOException("upstream broke");
        }));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                    .build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
        }
    }

    @Test
    void servesTwoRequestsInOneWriteInOrder() throws Exception {
        int port = start(HelidonEngineTest::echo);
        try (RawClient client = new RawClient(port)) {
            client.send("POST /one HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na"
                    + "POST /two HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb");
            String answer = client.readAll();
            assertTrue(answer.indexOf("POST /one ") < answer.indexOf("POST /two "), answer);
            assertTrue(answer.endsWith("b"), answer);
        }
    }

    record Malformed(String name, String sent, String expected) {}

    static Stream<Malformed> malformed() {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                new Malformed("no HTTP at all", "hello\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("no host", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("two hosts", head + "Host: other\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("unknown version", "GET / HTTP/9.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("headers too large", head + "X: " + "y".repeat(8000) + "\r\n\r\n", "HTTP/1.1 4"),
                new Malformed(
                        "path too long",
                        "GET /" + "y".repeat(8000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "HTTP/1.1 4"),
                new Malformed("header without colon", head + "broken\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("space before the colon", head + "Content-Length : 3\r\n\r\nabc", "HTTP/1.1 400"),
                new Malformed("length not a number", head + "Content-Length: abc\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("negative length", head + "Content-Length: -1\r\n\r\n", "HTTP/1.1 400"),
                new Malformed("two lengths", head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 400"),
                new Malformed(
                        "length and chunks",
                        head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "HTTP/1.1 400"),
                new Malformed("bad chunk", head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", "HTTP/1.1 400"),
                new Malformed(
                        "declared too large", head + "Content-Length: 2000\r\n\r\n" + "y".repeat(2000), "HTTP/1.1 413"),
                new Malformed(
                        "chunks too large",
                        head + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + "y".repeat(2000) + "\r\n0\r\n\r\n",
                        "HTTP/1.1 413"),
                new Malformed("silent body: closed", head + "Content-Length: 10\r\n\r\nabc", ""),
                new Malformed("zero byte in the path", "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 400"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsMalformed(Malformed row) throws Exception {
        int port = start(HelidonEngineTest::echo);
        try (RawClient client = new RawClient(port)) {
            client.send(row.sent());
            String answer = client.readUntil("\r\n");
            assertEquals(row.expected().isEmpty(), answer.isEmpty(), row.name());
            assertTrue(answer.startsWith(row.expected()), row.name() + ": " + answer);
        }
        try (RawClient client = new RawClient(port)) { // And serves the next one.
            client.send("GET /next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(client.readAll().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void aDrippingBodyEndsAtItsDeadline() throws Exception {
        int port = start(new BodyLimit(HelidonEngineTest::echo, 1000, Duration.ofMillis(300), Time.system()));
        try (RawClient client = new RawClient(port)) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n");
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 900; i++) {
                        client.send("x");
                        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                    }
                } catch (IOException | InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            assertTrue(client.readUntil("\r\n").startsWith("HTTP/1.1 408"));
            client.reset();
            dripping.join(Duration.ofSeconds(30));
        }
    }

    @Test
    void aStreamMayBeSilentForLongerThanAnIdleConnection() throws Exception {
        int port = start(request -> Response.stream(200, "text/event-stream", out -> {
            out.write('a');
            out.flush();
            try {
                new CountDownLatch(1).await(2_500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException killed) {
                throw new IOException("killed", killed);
            }
            out.write('b');
        }));
        try (RawClient client = new RawClient(port)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = client.readAll();
            assertTrue(answer.endsWith("1\r\nb\r\n0\r\n\r\n"), answer);
        }
    }

    @Test
    void saysNothingAboutABug() throws Exception {
        int port = start(request -> {
            throw new IllegalStateException("the secret of the house");
        });
        try (RawClient client = new RawClient(port)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = client.readAll();
            assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertFalse(answer.contains("secret"), answer);
        }
    }

    @Test
    void refusesPlainHttpWhereOthersCanReachIt() throws Exception {
        Listener everywhere = new Listener(InetAddress.getByName("0.0.0.0"), 0, Optional.empty(), QUICK);
        Fault fault = assertThrows(Fault.class, () -> HelidonEngine.start(everywhere, HelidonEngineTest::echo));
        assertEquals(Fault.Code.INVALID, fault.code());
    }

    @Test
    void saysThatAPortIsTaken() {
        int port = start(HelidonEngineTest::echo);
        Listener same = new Listener(InetAddress.getLoopbackAddress(), port, Optional.empty(), QUICK);
        Fault fault = assertThrows(Fault.class, () -> HelidonEngine.start(same, HelidonEngineTest::echo));
        assertEquals(Fault.Code.UNAVAILABLE, fault.code());
    }

    private static String take(SynchronousQueue<String> events) {
        try {
            return Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElse("end");
        } catch (InterruptedException stopped) {
            return "end";
        }
    }
}
