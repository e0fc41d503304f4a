package safeconduct.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import safeconduct.caller.Actor;
import safeconduct.kernel.Secret;

/**
 * Names for users in the ledger: the same user has always the same one, and only the holder of the key can tell who it is.
 *
 * <pre>usr_Zq3n0f5mWb0</pre>
 */
public final class Pseudonyms {

    private static final int LENGTH = 12;

    private final Secret key;

    /** @param key at least 32 unguessable bytes; whoever has it can test a guess */
    public Pseudonyms(Secret key) {
        this.key = key;
    }

    /** HMAC-SHA256 over length-prefixed issuer and subject, cut to 96 bits. */
    public String of(Actor.Human user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            String text = user.issuer().length() + ":" + user.issuer() + user.subject();
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "usr_"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, LENGTH));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", missing);
        }
    }
}
