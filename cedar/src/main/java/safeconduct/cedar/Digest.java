package safeconduct.cedar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/** Names a policy set by its content. */
final class Digest {
    private Digest() {}

    static String of(Collection<Policy> policies) {
        StringBuilder text = new StringBuilder();
        policies.stream()
                .sorted(Comparator.comparing(Policy::id))
                .forEach(policy ->
                        text.append(Quoted.of(policy.id())).append('\n').append(policy.text()));
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
