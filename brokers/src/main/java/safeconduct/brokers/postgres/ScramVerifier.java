package safeconduct.brokers.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Secret;

/**
 * What a server keeps of a password for SCRAM-SHA-256: enough to check it, not enough to log in with (RFC 5803, in the
 * form in which PostgreSQL stores and accepts it).
 *
 * <pre>SCRAM-SHA-256$4096:SALT$STORED_KEY:SERVER_KEY</pre>
 */
final class ScramVerifier {

    /** RFC 7677's minimum; more would not help a password of 256 random bits, and every log-in pays for it. */
    static final int ITERATIONS = 4096;

    private static final int KEY_BITS = 256;

    private ScramVerifier() {}

    /** @param password ASCII only: SASLprep leaves it as it is */
    static String of(Secret password, byte[] salt, int iterations) {
        char[] characters = password.reveal().toCharArray();
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(characters, salt, iterations, KEY_BITS))
                    .getEncoded();
            byte[] storedKey = Digest.sha256(mac(salted, "Client Key"));
            byte[] serverKey = mac(salted, "Server Key");
            Base64.Encoder base64 = Base64.getEncoder();
            return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has PBKDF2 and HMAC with SHA-256", missing);
        } finally {
            java.util.Arrays.fill(characters, '\0');
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
