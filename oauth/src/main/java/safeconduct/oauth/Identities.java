package safeconduct.oauth;

import java.time.Instant;
import java.util.List;
import safeconduct.caller.Identity;
import safeconduct.caller.IdentityVerifier;
import safeconduct.caller.IdentityVerifier.Evidence;
import safeconduct.caller.IdentityVerifier.Verification;
import safeconduct.kernel.Secret;

/** Asks the configured verifiers, in order, who stands behind evidence. */
public record Identities(List<IdentityVerifier> verifiers, String audience) {

    public Identities {
        verifiers = List.copyOf(verifiers);
    }

    /** Proven, by this verifier. */
    record Proven(String verifier, Identity identity) {}

    /** @throws OAuthError when nobody says yes; what was shown is never repeated */
    Proven prove(String token, String type, Instant now) {
        Evidence evidence = new Evidence(type, Secret.of(token), audience);
        for (IdentityVerifier verifier : verifiers) {
            switch (verifier.verify(evidence, now)) {
                case Verification.Verified(var identity, var until) -> {
                    return new Proven(verifier.name(), identity);
                }
                case Verification.Rejected(var reason) ->
                    throw OAuthError.of("invalid_request", "verifier `" + verifier.name() + "`: " + reason);
                case Verification.NotMine() -> {} // The next one may know it.
            }
        }
        throw OAuthError.of("invalid_request", "the token is of no issuer that is trusted here");
    }
}
