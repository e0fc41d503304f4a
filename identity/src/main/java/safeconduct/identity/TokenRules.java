package safeconduct.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.token.Claims;
import safeconduct.token.Jws;
import safeconduct.token.JwsKey;

/**
 * What must hold of every signed identity token, whoever issues it.
 *
 * @param algorithms that are accepted at all
 * @param types of the header that are accepted, in lower case; empty for none
 * @param onlyAudience whether the token must be for us alone
 * @param skew how far the issuer's clock may be from ours
 * @param lifeMax how far ahead its expiry may be
 */
record TokenRules(
        Keys keys, Set<String> algorithms, Set<String> types, boolean onlyAudience, Duration skew, Duration lifeMax) {

    static final List<String> ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");
    static final Duration SKEW = Duration.ofSeconds(30);
    static final Duration SKEW_MAX = Duration.ofMinutes(5);

    TokenRules {
        algorithms = Set.copyOf(algorithms);
        types = Set.copyOf(types);
    }

    /**
     * Checks signature, audience and times.
     *
     * @return until when it is good; later than {@code now}
     * @throws Fault INVALID with the reason; UNAVAILABLE when there are no keys to check with
     */
    Instant check(Jws jws, String audience, Instant now) {
        if (!algorithms.contains(jws.algorithm())) {
            throw invalid("expected a signature by one of "
                    + algorithms.stream().sorted().toList());
        }
        if (!types.contains(jws.type())) {
            throw invalid("a token of another type");
        }
        List<JwsKey> candidates = keys.find(jws.keyId(), now);
        if (candidates.stream().noneMatch(key -> key.verifies(jws))) {
            throw invalid("signed by no key of its issuer");
        }
        Claims claims = new Claims(jws.claims());
        List<String> meant = claims.texts("aud");
        if (!meant.contains(audience) || (onlyAudience && meant.stream().anyMatch(other -> !other.equals(audience)))) {
            throw invalid("not meant for `" + audience + "`" + (onlyAudience ? " alone" : ""));
        }
        return until(claims, now);
    }

    private Instant until(Claims claims, Instant now) {
        Instant expires = claims.time("exp");
        if (!now.isBefore(expires.plus(skew))) {
            throw invalid("expired");
        }
        if (expires.isAfter(now.plus(lifeMax))) {
            throw invalid("lives longer than " + lifeMax);
        }
        Optional<Instant> from = claims.optionalTime("nbf");
        if (from.isPresent() && now.plus(skew).isBefore(from.get())) {
            throw invalid("not good yet");
        }
        Optional<Instant> issued = claims.optionalTime("iat");
        if (issued.isPresent() && now.plus(skew).isBefore(issued.get())) {
            throw invalid("issued in the future");
        }
        return expires.plus(skew);
    }

    private static Fault invalid(String reason) {
        return new Fault(Fault.Code.INVALID, reason);
    }
}
