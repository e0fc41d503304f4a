package safeconduct.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Identity;
import safeconduct.kernel.Fault;
import safeconduct.token.Claims;

/**
 * Names workloads or users by the {@code sub} of an OIDC token.
 *
 * @param issuer exactly its {@code iss}
 * @param groups the claim with a user's groups
 * @param instance JSON pointer to what tells replicas apart, as {@code /kubernetes.io/pod/uid}
 */
record OidcIssuer(String issuer, Identity.Kind kind, String groups, Optional<String> instance)
        implements JwtVerifier.Issuer {

    private static final int GROUPS_MAX = 1_000;

    @Override
    public boolean mine(Claims claims) {
        JsonNode value = claims.json().path("iss");
        return value.isTextual() && value.textValue().equals(issuer);
    }

    @Override
    public Identity identity(Claims claims) {
        List<String> member = kind == Identity.Kind.USER && claims.json().has(groups) ? groups(claims) : List.of();
        return new Identity(kind, issuer, claims.text("sub"), member, boundKey(claims), attributes(claims));
    }

    private List<String> groups(Claims claims) {
        if (claims.json().path(groups).isArray() && claims.json().path(groups).isEmpty()) {
            return List.of();
        }
        List<String> member = claims.texts(groups);
        if (member.size() > GROUPS_MAX) {
            throw new Fault(Fault.Code.INVALID, "claim `" + groups + "` has more than " + GROUPS_MAX + " groups");
        }
        return member;
    }

    private Map<String, String> attributes(Claims claims) {
        return instance.map(pointer -> claims.json().at(pointer))
                .filter(JsonNode::isTextual)
                .map(value -> Map.of("instance", value.textValue()))
                .orElse(Map.of());
    }

    /** The thumbprint of the key that the token is bound to, or empty. */
    static String boundKey(Claims claims) {
        return claims.json().has("cnf")
                ? new Claims(claims.object("cnf")).optionalText("jkt").orElse("")
                : "";
    }
}
