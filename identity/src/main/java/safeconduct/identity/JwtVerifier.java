package safeconduct.identity;

import java.time.Instant;
import java.util.Set;
import safeconduct.caller.Identity;
import safeconduct.caller.IdentityVerifier;
import safeconduct.kernel.Fault;
import safeconduct.token.Claims;
import safeconduct.token.Jws;

/**
 * Verifies signed tokens of one issuer.
 *
 * @param kinds token types of RFC 8693 that it looks at
 * @param issuer tells by the claims whether the token is of its issuer, and who stands behind it
 */
record JwtVerifier(String name, Set<String> kinds, TokenRules rules, Issuer issuer) implements IdentityVerifier {

    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    /** Reads the claims of one kind of issuer. */
    interface Issuer {

        /** Whether the token says to be of this issuer; nothing of it is verified yet. */
        boolean mine(Claims claims);

        /** @throws Fault INVALID when a claim is missing or of another form */
        Identity identity(Claims claims);
    }

    JwtVerifier {
        kinds = Set.copyOf(kinds);
    }

    @Override
    public Verification verify(Evidence evidence, Instant now) {
        if (!kinds.contains(evidence.kind())) {
            return new Verification.NotMine();
        }
        Jws jws;
        try {
            jws = Jws.parse(evidence.credential().reveal());
        } catch (Fault malformed) {
            return new Verification.NotMine(); // Nobody can say whose it is.
        }
        Claims claims = new Claims(jws.claims());
        if (!issuer.mine(claims)) {
            return new Verification.NotMine();
        }
        try {
            Instant until = rules.check(jws, evidence.audience(), now);
            return new Verification.Verified(issuer.identity(claims), until);
        } catch (Fault refused) {
            return new Verification.Rejected(String.valueOf(refused.getMessage()));
        }
    }
}
