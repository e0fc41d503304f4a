package safeconduct.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import safeconduct.kernel.Fault;

/** Reads a key set from a file, or over HTTPS; over plain HTTP only from this machine. Never follows a redirect. */
final class KeySource {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(WITHIN)
            .build();

    private KeySource() {}

    /** @throws Fault INVALID when it is neither a path nor such a URL */
    static CachedKeys.Source of(String place) {
        if (!place.contains("://")) {
            Path file = Path.of(place);
            return () -> file(file);
        }
        URI url = checked(place);
        return () -> fetch(url);
    }

    private static URI checked(String place) {
        try {
            URI url = URI.create(place);
            boolean secure = "https".equalsIgnoreCase(url.getScheme());
            boolean local = "http".equalsIgnoreCase(url.getScheme()) && loopback(url.getHost());
            if (url.getHost() == null || url.getRawUserInfo() != null || !(secure || local)) {
                throw new Fault(Fault.Code.INVALID, "keys at `" + place + "`, expected a file or an https URL");
            }
            return url;
        } catch (IllegalArgumentException malformed) {
            throw new Fault(Fault.Code.INVALID, "keys at `" + place + "`, expected a file or an https URL", malformed);
        }
    }

    /** Only what is written as a number or as {@code localhost}: a name can mean another machine tomorrow. */
    private static boolean loopback(String host) {
        boolean number = host != null && (host.startsWith("127.") || host.equals("[::1]"));
        try {
            return "localhost".equals(host)
                    || (number && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private static byte[] file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return bounded(in);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read `" + file + "`", broken);
        }
    }

    private static byte[] fetch(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(WITHIN)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<byte[]> text = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(KeySource::body);
        try {
            return text.get(2 * WITHIN.toMillis(), TimeUnit.MILLISECONDS); // The body has a limit in time, too.
        } catch (ExecutionException | TimeoutException broken) {
            text.cancel(true);
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot fetch `" + url + "`", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "stopped while fetching `" + url + "`", stopped);
        }
    }

    private static byte[] body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new Fault(Fault.Code.UNAVAILABLE, "status " + response.statusCode() + " instead of a key set");
            }
            return bounded(in);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "a key set ended early", broken);
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] text = in.readNBytes(KeySet.LENGTH_MAX + 1);
        if (text.length > KeySet.LENGTH_MAX) {
            throw new Fault(Fault.Code.INVALID, "a key set longer than " + KeySet.LENGTH_MAX + " bytes");
        }
        return text;
    }
}
