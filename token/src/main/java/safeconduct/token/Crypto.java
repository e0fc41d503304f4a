package safeconduct.token;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Which provider signs and verifies: BouncyCastle, which does ES256 about six times as fast as the JDK. */
final class Crypto {

    private static final System.Logger LOG = System.getLogger(Crypto.class.getName());
    private static final Provider PROVIDER = chosen();

    private Crypto() {}

    /** Used by reference only; it is not registered for the rest of the program. */
    static Provider provider() {
        return PROVIDER;
    }

    private static Provider chosen() {
        Provider provider = new BouncyCastleProvider();
        LOG.log(System.Logger.Level.INFO, "signatures by " + provider.getName() + " " + provider.getVersionStr());
        return provider;
    }
}
