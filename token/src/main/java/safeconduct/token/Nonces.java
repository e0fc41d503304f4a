package safeconduct.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import safeconduct.kernel.Randomness;

/** Nonces of this process: nobody else can make one, none survives a restart, and nothing is stored for them. */
final class Nonces {

    private static final Duration SPAN = Duration.ofMinutes(2);

    private final SecretKeySpec key = new SecretKeySpec(Randomness.bytes(32), "HmacSHA256");

    /** The one to use now. */
    String current(Instant now) {
        return of(now.getEpochSecond() / SPAN.toSeconds());
    }

    /** Whether we gave it out in this span of time or the one before. */
    boolean fresh(String nonce, Instant now) {
        long span = now.getEpochSecond() / SPAN.toSeconds();
        return same(nonce, of(span)) || same(nonce, of(span - 1));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String of(long span) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] tag = mac.doFinal(ByteBuffer.allocate(8).putLong(span).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(tag, 16));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HMAC", missing);
        }
    }
}
