package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Time;

/** The client's side of proofs of possession: holds a key and proves it for one request after the other. */
public final class ProofMaker {

    private final SigningKey key;
    private final Time time;

    public ProofMaker(SigningKey key, Time time) {
        this.key = key;
        this.time = time;
    }

    /** With a new key that only this process knows. */
    public static ProofMaker fresh(Time time) {
        return new ProofMaker(SigningKey.generate(SigningKey.Algorithm.ES256, time.now()), time);
    }

    /** What tokens for this key are bound to ({@code cnf.jkt}). */
    public String thumbprint() {
        return key.thumbprint();
    }

    /**
     * The value of the {@code DPoP} header for one request.
     *
     * @param url without query and fragment; they are cut off
     * @param token that the same request shows
     * @param nonce the last one that the server sent
     */
    public String proof(String method, String url, Optional<String> token, Optional<String> nonce) {
        String bare = HttpUrl.normal(url)
                .orElseThrow(() -> new Fault(Fault.Code.INVALID, "expected an HTTP URL, found `" + url + "`"));
        ObjectNode claims = Json.object();
        claims.put("jti", Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(16)));
        claims.put("htm", method).put("htu", bare).put("iat", time.now().getEpochSecond());
        token.ifPresent(shown -> claims.put("ath", ProofCheck.hash(shown)));
        nonce.ifPresent(last -> claims.put("nonce", last));
        ObjectNode header = Json.object().put("typ", "dpop+jwt").put("alg", key.algorithm());
        ObjectNode jwk = key.publicJson();
        jwk.retain("kty", "crv", "x", "y");
        header.set("jwk", jwk);
        return key.sign(header, claims);
    }
}
