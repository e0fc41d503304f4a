package safeconduct.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Identity;
import safeconduct.kernel.Fault;
import safeconduct.token.Claims;

/** Names workloads by the SPIFFE ID of a JWT-SVID. */
record SvidIssuer(String trustDomain) implements JwtVerifier.Issuer {

    @Override
    public boolean mine(Claims claims) {
        JsonNode subject = claims.json().path("sub");
        return subject.isTextual()
                && SpiffeId.parse(subject.textValue())
                        .filter(id -> id.trustDomain().equals(trustDomain))
                        .isPresent();
    }

    @Override
    public Identity identity(Claims claims) {
        String subject = claims.text("sub");
        SpiffeId id = SpiffeId.parse(subject)
                .orElseThrow(() -> new Fault(Fault.Code.INVALID, "claim `sub` is not a SPIFFE ID"));
        Optional<String> instance = claims.optionalText("instance");
        return new Identity(
                Identity.Kind.WORKLOAD,
                id.trustDomain(),
                subject,
                List.of(),
                OidcIssuer.boundKey(claims),
                instance.map(name -> Map.of("instance", name)).orElse(Map.of()));
    }
}
