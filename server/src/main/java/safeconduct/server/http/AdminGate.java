package safeconduct.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import safeconduct.kernel.Digest;
import safeconduct.web.Handler;
import safeconduct.web.Problems;
import safeconduct.web.Request;
import safeconduct.web.Response;

/**
 * Lets in who shows the admin credential as a bearer token.
 *
 * @param credential digest of it; the credential itself is stored nowhere
 */
public record AdminGate(Handler inner, Digest credential) implements Handler {

    private static final String SCHEME = "bearer ";

    @Override
    public Response handle(Request request) {
        String header = request.headers().only("authorization").orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !matches(header.substring(SCHEME.length()))) {
            return Problems.of(401, "unauthenticated", "expected the admin credential as a bearer token")
                    .with("www-authenticate", "Bearer realm=\"safeconduct\"");
        }
        return inner.handle(request);
    }

    private boolean matches(String shown) {
        byte[] digest = Digest.of(shown).value().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(digest, credential.value().getBytes(StandardCharsets.UTF_8));
    }
}
