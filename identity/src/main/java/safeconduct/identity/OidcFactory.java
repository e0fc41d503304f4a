package safeconduct.identity;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Identity;
import safeconduct.caller.IdentityVerifier;

/**
 * Verifiers of OIDC tokens of one issuer, of users or of workloads; Kubernetes service accounts are such workloads.
 *
 * <pre>{"issuer": "https://idp.example.com", "keys": "https://idp.example.com/jwks", "subjects": "user",
 *  "groups_claim": "groups"}</pre>
 */
public final class OidcFactory implements IdentityVerifier.Factory {

    @Override
    public String kind() {
        return "oidc";
    }

    @Override
    public IdentityVerifier create(String name, ObjectNode json) {
        Settings settings = new Settings(name, json);
        Identity.Kind kind =
                switch (settings.text("subjects")) {
                    case "user" -> Identity.Kind.USER;
                    case "workload" -> Identity.Kind.WORKLOAD;
                    default -> throw settings.invalid("subjects", "is neither `user` nor `workload`");
                };
        OidcIssuer issuer = new OidcIssuer(
                settings.text("issuer"),
                kind,
                settings.optionalText("groups_claim").orElse("groups"),
                instance(settings));
        TokenRules rules = new TokenRules(
                new CachedKeys(name, KeySource.of(settings.text("keys"))),
                algorithms(settings),
                Set.of("", "jwt"),
                false,
                settings.duration("clock_skew", TokenRules.SKEW, TokenRules.SKEW_MAX),
                settings.duration("life_max", Duration.ofHours(24), Duration.ofDays(366)));
        settings.refuseUnknown();
        return new JwtVerifier(name, Set.of(JwtVerifier.JWT, JwtVerifier.ID_TOKEN), rules, issuer);
    }

    private static Optional<String> instance(Settings settings) {
        Optional<String> pointer = settings.optionalText("instance_claim");
        try {
            pointer.ifPresent(JsonPointer::compile);
            return pointer;
        } catch (IllegalArgumentException malformed) {
            throw settings.invalid(
                    "instance_claim", "is no JSON pointer, expected for example `/kubernetes.io/pod/uid`");
        }
    }

    private static Set<String> algorithms(Settings settings) {
        List<String> wanted = settings.texts("algorithms", TokenRules.ALGORITHMS);
        if (!TokenRules.ALGORITHMS.containsAll(wanted)) {
            throw settings.invalid("algorithms", "names others than " + TokenRules.ALGORITHMS);
        }
        return new HashSet<>(wanted);
    }
}
