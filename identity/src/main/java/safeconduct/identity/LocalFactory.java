package safeconduct.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import safeconduct.caller.IdentityVerifier;
import safeconduct.token.KeyFile;

/**
 * Verifiers of the trust domain of one machine: whoever can read the key file speaks for its workloads.
 *
 * <pre>{"key_file": "/var/lib/safeconduct/keys/local.key"}</pre>
 */
public final class LocalFactory implements IdentityVerifier.Factory {

    @Override
    public String kind() {
        return "local";
    }

    @Override
    public IdentityVerifier create(String name, ObjectNode json) {
        Settings settings = new Settings(name, json);
        Path file = Path.of(settings.text("key_file"));
        settings.refuseUnknown();
        // Read each time, so that a key that was replaced is dead at once.
        Keys keys = (keyId, now) -> {
            var key = KeyFile.read(file).publicKey();
            return keyId.equals(key.id()) ? List.of(key) : List.of();
        };
        TokenRules rules = new TokenRules(
                keys,
                Set.of("ES256", "EdDSA"),
                Set.of("jwt"),
                true,
                LocalIdentity.SKEW,
                LocalIdentity.LIFE.plus(LocalIdentity.SKEW));
        return new JwtVerifier(name, Set.of(JwtVerifier.JWT), rules, new SvidIssuer(LocalIdentity.TRUST_DOMAIN));
    }
}
