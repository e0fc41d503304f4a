package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * A public key that verifies signatures with the algorithms of its kind and no other: so a token cannot choose how it is
 * checked. Symmetric keys and keys with private parts are refused.
 */
public final class JwsKey {

    private static final int RSA_BITS_MIN = 2048;

    private final JWK jwk;
    private final Set<String> algorithms;

    private JwsKey(JWK jwk, Set<String> algorithms) {
        this.jwk = jwk;
        this.algorithms = algorithms;
    }

    /** @throws Fault INVALID when it is no public key that we take */
    public static JwsKey of(ObjectNode json) {
        try {
            return of(JWK.parse(Json.text(json)));
        } catch (ParseException | IllegalArgumentException | IllegalStateException malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed key", malformed);
        }
    }

    static JwsKey of(JWK jwk) {
        if (jwk.isPrivate()) {
            throw new Fault(Fault.Code.INVALID, "expected a public key, found a private one");
        }
        Set<String> algorithms = algorithms(jwk);
        if (jwk.getAlgorithm() != null) {
            String only = jwk.getAlgorithm().getName();
            if (!algorithms.contains(only)) {
                throw new Fault(Fault.Code.INVALID, "key and its algorithm `" + only + "` do not fit");
            }
            algorithms = Set.of(only);
        }
        return new JwsKey(jwk, algorithms);
    }

    private static Set<String> algorithms(JWK jwk) {
        return switch (jwk) {
            case ECKey key when key.getCurve().equals(Curve.P_256) -> Set.of("ES256");
            case ECKey key when key.getCurve().equals(Curve.P_384) -> Set.of("ES384");
            case ECKey key when key.getCurve().equals(Curve.P_521) -> Set.of("ES512");
            case OctetKeyPair key when key.getCurve().equals(Curve.Ed25519) -> Set.of("EdDSA");
            case RSAKey key
            when key.size() >= RSA_BITS_MIN -> Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
            case RSAKey key -> throw new Fault(Fault.Code.INVALID, "RSA key of less than " + RSA_BITS_MIN + " bits");
            default -> throw new Fault(Fault.Code.INVALID, "key of a kind that is not accepted: " + jwk.getKeyType());
        };
    }

    /** Its name, or empty. */
    public String id() {
        return Optional.ofNullable(jwk.getKeyID()).orElse("");
    }

    /** RFC 7638, SHA-256. */
    public String thumbprint() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key that was read has a thumbprint", impossible);
        }
    }

    /** Whether it can check this algorithm at all. */
    public boolean does(String algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether this key made the token's signature, with an algorithm of its own. */
    public boolean verifies(Jws jws) {
        String algorithm = jws.algorithm();
        if (!algorithms.contains(algorithm)) {
            return false;
        }
        byte[] input = jws.signingInput().getBytes(StandardCharsets.US_ASCII);
        Base64URL signature = new Base64URL(jws.signature());
        try {
            if (jwk instanceof OctetKeyPair pair) {
                return Ed25519.verify(pair.getDecodedX(), input, signature.decode());
            }
            return verifier().verify(header(algorithm), input, signature);
        } catch (JOSEException | IllegalArgumentException | ParseException refused) {
            return false; // A signature that cannot even be checked is none.
        }
    }

    private JWSVerifier verifier() throws JOSEException {
        JWSVerifier verifier = jwk instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(jwk.toECKey());
        verifier.getJCAContext().setProvider(Crypto.provider());
        return verifier;
    }

    private static JWSHeader header(String algorithm) throws ParseException {
        return JWSHeader.parse("{\"alg\":\"" + algorithm + "\"}");
    }
}
