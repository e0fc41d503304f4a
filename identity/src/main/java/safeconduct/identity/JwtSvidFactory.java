package safeconduct.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import safeconduct.caller.IdentityVerifier;

/**
 * Verifiers of SPIFFE JWT-SVIDs of one trust domain.
 *
 * <pre>{"trust_domain": "example.org", "keys": "https://spire.example.org/bundle.json", "clock_skew": "PT30S"}</pre>
 */
public final class JwtSvidFactory implements IdentityVerifier.Factory {

    @Override
    public String kind() {
        return "jwt-svid";
    }

    @Override
    public IdentityVerifier create(String name, ObjectNode json) {
        Settings settings = new Settings(name, json);
        String trustDomain = settings.text("trust_domain");
        if (SpiffeId.parse("spiffe://" + trustDomain + "/x").isEmpty()) {
            throw settings.invalid("trust_domain", "is no SPIFFE trust domain, expected for example `example.org`");
        }
        TokenRules rules = new TokenRules(
                new CachedKeys(name, KeySource.of(settings.text("keys"))),
                Set.copyOf(TokenRules.ALGORITHMS),
                Set.of("", "jwt", "jose"),
                true,
                settings.duration("clock_skew", TokenRules.SKEW, TokenRules.SKEW_MAX),
                settings.duration("life_max", Duration.ofHours(24), Duration.ofDays(366)));
        settings.refuseUnknown();
        return new JwtVerifier(name, Set.of(JwtVerifier.JWT), rules, new SvidIssuer(trustDomain));
    }
}
