package safeconduct.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A SHA-256 digest, written {@code sha-256:} and the base64url of its 32 bytes, without padding. */
public record Digest(String value) {

    private static final String PREFIX = "sha-256:";
    private static final Pattern FORM = Pattern.compile("sha-256:[A-Za-z0-9_-]{43}");

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new Fault(
                    Fault.Code.INVALID, "malformed digest `" + value + "`, expected `sha-256:` and 43 characters");
        }
    }

    public static Digest of(byte[] content) {
        return new Digest(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)));
    }

    public static Digest of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The 32 bytes of SHA-256 over the parts, one after the other. */
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
