package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import safeconduct.kernel.Json;

/** Makes tokens as an attacker would: with any header, any claims and any signature. */
public final class Forge {

    private Forge() {}

    public static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Without a signature. */
    public static String unsigned(String header, String claims) {
        return part(header) + "." + part(claims) + ".";
    }

    /** Signed as the header says it is, with whatever bytes as a symmetric key. */
    public static String hmac(String header, String claims, byte[] key) {
        String input = part(header) + "." + part(claims);
        try {
            MACSigner signer = new MACSigner(key);
            return input + "."
                    + signer.sign(JWSHeader.parse("{\"alg\":\"HS256\"}"), input.getBytes(StandardCharsets.UTF_8));
        } catch (com.nimbusds.jose.JOSEException | java.text.ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Really signed by this key, over this very text. */
    public static String signed(SigningKey key, String header, String claims) {
        // Signs text that no JSON tree can hold (duplicate names), so not through the tree.
        String input = part(header) + "." + part(claims);
        return input + "." + key.signature(input);
    }

    public static ObjectNode header(SigningKey key, String type) {
        return Json.object().put("alg", key.algorithm()).put("typ", type).put("kid", key.id());
    }

    /** The same token with one character of its signature changed. */
    public static String broken(String token) {
        int at = token.lastIndexOf('.') + 5;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
