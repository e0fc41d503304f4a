package safeconduct.caller;

import java.util.List;
import java.util.Map;

/**
 * Who someone was proven to be.
 *
 * @param kind workload or user
 * @param issuer who vouches: an OIDC issuer, or a SPIFFE trust domain
 * @param subject unique at the issuer: a SPIFFE ID, an OIDC {@code sub}
 * @param groups of a user, as the issuer says
 * @param keyThumbprint RFC 7638 thumbprint of the key that the evidence is bound to ({@code cnf.jkt}), or empty
 * @param attributes more that the evidence says: {@code uid}, {@code pid}, {@code instance}
 */
public record Identity(
        Kind kind,
        String issuer,
        String subject,
        List<String> groups,
        String keyThumbprint,
        Map<String, String> attributes) {

    /** What was proven. */
    public enum Kind {
        WORKLOAD,
        USER
    }

    public Identity {
        groups = List.copyOf(groups);
        attributes = Map.copyOf(attributes);
    }
}
