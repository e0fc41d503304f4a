package safeconduct.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A value that must not be seen. Prints {@code [secret]}, compares in constant time, is wiped by {@link #close}.
 * The clear text leaves only through {@link #reveal} and {@link #bytes}, so that every place that uses it can be found.
 */
public final class Secret implements AutoCloseable {

    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of these bytes. */
    public static Secret of(byte[] value) {
        return new Secret(value.clone());
    }

    /** The clear text. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** A copy of the clear bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
    }

    /** The same for all, since a hash would tell about the value. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
