package safeconduct.kernel;

import java.security.SecureRandom;

/** Where unguessable bits come from. */
public final class Randomness {

    private static final SecureRandom SECURE = new SecureRandom();

    private Randomness() {}

    public static SecureRandom secure() {
        return SECURE;
    }

    /** So many fresh unguessable bytes. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        SECURE.nextBytes(bytes);
        return bytes;
    }
}
