package safeconduct.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * A signed JWT in compact form, taken apart strictly and not yet believed: three parts of canonical base64url, a header
 * and claims that are JSON objects without duplicate names. Headers that bring or name a key, and critical extensions,
 * are refused: a key comes from where the reader knows it from, never from the token.
 *
 * @param claims only to find the right key by, until {@link JwsKey#verifies} has said yes
 */
public record Jws(ObjectNode header, ObjectNode claims, String signingInput, String signature) {

    /** Longer tokens are refused before anything is decoded. */
    public static final int LENGTH_MAX = 16 * 1024;

    private static final List<String> FOREIGN_KEYS = List.of("jku", "jwk", "x5u", "x5c");
    private static final Set<String> CRITICAL = Set.of("crit", "b64", "zip", "enc");

    /** @throws Fault INVALID when it is not such a token; the message says why, without its content */
    public static Jws parse(String compact) {
        Jws jws = takeApart(compact);
        for (String name : FOREIGN_KEYS) {
            if (jws.header.has(name)) {
                throw invalid("header `" + name + "` is not accepted");
            }
        }
        return jws;
    }

    /** As {@link #parse}, where the header must bring its key: a proof of possession. */
    static Jws parseProof(String compact) {
        return takeApart(compact);
    }

    private static Jws takeApart(String compact) {
        if (compact.length() > LENGTH_MAX) {
            throw invalid("token longer than " + LENGTH_MAX + " characters");
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid("expected three parts, found " + parts.length);
        }
        ObjectNode header = object(parts[0], "header");
        for (String name : CRITICAL) {
            if (header.has(name)) {
                throw invalid("header `" + name + "` is not supported");
            }
        }
        decoded(parts[2], "signature");
        return new Jws(header, object(parts[1], "claims"), parts[0] + "." + parts[1], parts[2]);
    }

    /** The algorithm that the header names; whether to believe it is the key's matter. */
    public String algorithm() {
        return headerText("alg");
    }

    /** The key's name, or empty. */
    public String keyId() {
        return headerText("kid");
    }

    /** The declared type in lower case without {@code application/}, or empty. */
    public String type() {
        String type = headerText("typ").toLowerCase(java.util.Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    private String headerText(String name) {
        JsonNode value = header.get(name);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            throw invalid("header `" + name + "` is not text");
        }
        return value.textValue();
    }

    private static ObjectNode object(String part, String what) {
        try {
            return Json.parseObject(decoded(part, what));
        } catch (Fault malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed token: " + what + ": " + malformed.getMessage(), malformed);
        }
    }

    private static byte[] decoded(String part, String what) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.ISO_8859_1));
            // Only one text for the same bytes: else a replayed token could look like another one.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                throw invalid(what + " is not canonical base64url");
            }
            return bytes;
        } catch (IllegalArgumentException malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed token: " + what + " is not base64url", malformed);
        }
    }

    private static Fault invalid(String what) {
        return new Fault(Fault.Code.INVALID, "malformed token: " + what);
    }
}
