package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;

/** A key of ours, with its private part; names itself by its thumbprint. */
public final class SigningKey {

    /** How it signs. */
    public enum Algorithm {
        ES256,
        EDDSA;

        /** As JOSE spells it. */
        public String word() {
            return this == ES256 ? "ES256" : "EdDSA";
        }
    }

    private final JWK jwk;
    private final JwsKey publicKey;

    private SigningKey(JWK jwk) {
        this.jwk = jwk;
        this.publicKey = JwsKey.of(jwk.toPublicJWK());
    }

    public static SigningKey generate(Algorithm algorithm, Instant now) {
        try {
            JWK bare = algorithm == Algorithm.ES256
                    ? new ECKeyGenerator(Curve.P_256)
                            .provider(Crypto.provider())
                            .secureRandom(Randomness.secure())
                            .generate()
                    : ed25519();
            ObjectNode json = Json.parseObject(bare.toJSONString());
            json.put("kid", bare.computeThumbprint().toString())
                    .put("use", "sig")
                    .put("alg", algorithm.word());
            json.put("iat", now.getEpochSecond());
            return new SigningKey(JWK.parse(Json.text(json)));
        } catch (JOSEException | GeneralSecurityException | ParseException broken) {
            throw new Fault(Fault.Code.INTERNAL, "cannot make a signing key", broken);
        }
    }

    /** Ed25519 as RFC 8037 writes it. */
    private static OctetKeyPair ed25519() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, Randomness.secure());
        var pair = generator.generateKeyPair();
        byte[] x = new byte[32];
        EdECPublicKey point = (EdECPublicKey) pair.getPublic();
        byte[] y = point.getPoint().getY().toByteArray();
        for (int i = 0; i < Math.min(32, y.length); i++) {
            x[i] = y[y.length - 1 - i];
        }
        x[31] = (byte) ((x[31] & 0x7f) | (point.getPoint().isXOdd() ? 0x80 : 0));
        byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                .d(Base64URL.encode(d))
                .build();
        Arrays.fill(d, (byte) 0);
        return key;
    }

    /** @throws Fault INVALID when it is not the text of {@link #privateText} */
    public static SigningKey read(Secret text) {
        try {
            JWK jwk = JWK.parse(Json.text(Json.parseObject(text.bytes())));
            if (!jwk.isPrivate() || jwk.getIssueTime() == null || jwk.getKeyID() == null) {
                throw new Fault(
                        Fault.Code.INVALID, "malformed signing key, expected a private key with `kid` and `iat`");
            }
            return new SigningKey(jwk);
        } catch (ParseException malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed signing key", malformed);
        }
    }

    /** Everything about it, private part and all, as JSON. */
    public Secret privateText() {
        return Secret.of(jwk.toJSONString());
    }

    /** What others may know, as one member of a JWKS. */
    public ObjectNode publicJson() {
        ObjectNode json = Json.parseObject(jwk.toPublicJWK().toJSONString());
        json.remove("iat");
        return json;
    }

    public JwsKey publicKey() {
        return publicKey;
    }

    public String id() {
        return jwk.getKeyID();
    }

    public String thumbprint() {
        return publicKey.thumbprint();
    }

    public Instant made() {
        Date at = jwk.getIssueTime();
        return at.toInstant();
    }

    /** As JOSE spells it. */
    public String algorithm() {
        return jwk instanceof ECKey ? "ES256" : "EdDSA";
    }

    /** A JWT of this type with these claims. */
    public String sign(String type, ObjectNode claims) {
        ObjectNode header =
                Json.object().put("alg", algorithm()).put("typ", type).put("kid", id());
        return sign(header, claims);
    }

    String sign(ObjectNode header, ObjectNode claims) {
        String input = encoded(header) + "." + encoded(claims);
        return input + "." + signature(input);
    }

    String signature(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        try {
            Base64URL signature = jwk instanceof ECKey ec
                    ? signer(ec).sign(JWSHeader.parse("{\"alg\":\"ES256\"}"), bytes)
                    : Base64URL.encode(Ed25519.sign(((OctetKeyPair) jwk).getDecodedD(), bytes));
            return signature.toString();
        } catch (JOSEException | ParseException broken) {
            throw new Fault(Fault.Code.INTERNAL, "cannot sign", broken);
        }
    }

    private static ECDSASigner signer(ECKey key) throws JOSEException {
        ECDSASigner signer = new ECDSASigner(key);
        signer.getJCAContext().setProvider(Crypto.provider());
        signer.getJCAContext().setSecureRandom(Randomness.secure());
        return signer;
    }

    private static String encoded(ObjectNode json) {
        return Base64URL.encode(CanonicalJson.bytes(json)).toString();
    }

    @Override
    public String toString() {
        return "signing key " + id();
    }
}
