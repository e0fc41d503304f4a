package safeconduct.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;

/** AES-256-GCM: 12 fresh bytes of nonce, then the cipher text, bound to the place where it is kept. */
final class Seal {

    static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private Seal() {}

    static Secret freshKey() {
        return Secret.of(Randomness.bytes(KEY_LENGTH));
    }

    static byte[] seal(Secret key, String place, byte[] plain) {
        byte[] nonce = Randomness.bytes(NONCE_LENGTH);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, key, place, nonce).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, nonce.length + text.length);
            System.arraycopy(text, 0, all, nonce.length, text.length);
            return all;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has AES-GCM", missing);
        }
    }

    /** @throws Fault INVALID when it was sealed with another key, for another place, or was changed */
    static byte[] open(Secret key, String place, byte[] sealed) {
        if (sealed.length < NONCE_LENGTH) {
            throw new Fault(Fault.Code.INVALID, "what opens `" + place + "` is cut off");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, place, Arrays.copyOf(sealed, NONCE_LENGTH));
            return cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
        } catch (AEADBadTagException changed) {
            throw new Fault(
                    Fault.Code.INVALID, "what opens `" + place + "` is of another key, or was changed", changed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has AES-GCM", missing);
        }
    }

    private static Cipher cipher(int mode, Secret key, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
