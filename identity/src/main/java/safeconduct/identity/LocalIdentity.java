package safeconduct.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.token.KeyFile;
import safeconduct.token.SigningKey;

/**
 * Speaks for workloads of this machine: makes the evidence that {@link LocalFactory} verifies.
 *
 * <pre>{"sub":"spiffe://local/support","aud":"http://127.0.0.1:7070","iat":1,"exp":61,"cnf":{"jkt":"…"}}</pre>
 */
public final class LocalIdentity {

    public static final String TRUST_DOMAIN = "local";

    /** How long one piece of evidence is good. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    static final Duration SKEW = Duration.ofSeconds(5);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final SigningKey key;

    private LocalIdentity(SigningKey key) {
        this.key = key;
    }

    /** Makes the machine's key, in a file that only its owner may read; one that is there is replaced. */
    public static LocalIdentity create(Path file, Instant now) {
        SigningKey key = SigningKey.generate(SigningKey.Algorithm.ES256, now);
        KeyFile.write(file, key);
        return new LocalIdentity(key);
    }

    /** @throws Fault NOT_FOUND without a file; INVALID when others may read it, or it holds no key */
    public static LocalIdentity open(Path file) {
        return new LocalIdentity(KeyFile.read(file));
    }

    /** The whole name of a workload of this machine. */
    public static String subject(String workload) {
        if (!NAME.matcher(workload).matches()) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "malformed workload name `" + workload + "`, expected up to 64 of `A-Za-z0-9._-`");
        }
        return "spiffe://" + TRUST_DOMAIN + "/" + workload;
    }

    /**
     * Evidence that the holder is this workload; a token of type {@code urn:ietf:params:oauth:token-type:jwt}.
     *
     * @param audience the issuer of the server that it is for
     * @param keyThumbprint of the key that must be proven along with it, if one must
     */
    public Secret evidence(String workload, String audience, Optional<String> keyThumbprint, Instant now) {
        ObjectNode claims = Json.object();
        claims.put("sub", subject(workload)).put("aud", audience);
        claims.put("iat", now.getEpochSecond()).put("exp", now.plus(LIFE).getEpochSecond());
        keyThumbprint.ifPresent(bound -> claims.putObject("cnf").put("jkt", bound));
        return Secret.of(key.sign("JWT", claims));
    }
}
