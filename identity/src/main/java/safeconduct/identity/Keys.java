package safeconduct.identity;

import java.time.Instant;
import java.util.List;
import safeconduct.token.JwsKey;

/** Where an issuer's public keys are known from. */
@FunctionalInterface
interface Keys {

    /**
     * The keys that may have signed a token with this key id (empty: any).
     *
     * @throws safeconduct.kernel.Fault UNAVAILABLE when they cannot be had
     */
    List<JwsKey> find(String keyId, Instant now);
}
