package safeconduct.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.token.JwsKey;

/** The public keys of a JWKS, or of a SPIFFE bundle, that may sign tokens; others in it are passed over. */
record KeySet(List<JwsKey> keys) {

    /** How many keys one set may have. */
    static final int KEYS_MAX = 64;

    /** How long its text may be. */
    static final int LENGTH_MAX = 256 * 1024;

    private static final Set<String> USES = Set.of("sig", "jwt-svid", "");

    KeySet {
        keys = List.copyOf(keys);
    }

    /** @throws Fault INVALID when it is no JWKS */
    static KeySet read(byte[] text) {
        JsonNode list = Json.parseObject(text).path("keys");
        if (!list.isArray() || list.size() > KEYS_MAX) {
            throw new Fault(Fault.Code.INVALID, "malformed JWKS: expected up to " + KEYS_MAX + " `keys`");
        }
        List<JwsKey> keys = new ArrayList<>();
        for (JsonNode element : list) {
            if (element instanceof ObjectNode key
                    && USES.contains(key.path("use").asText(""))) {
                addIfTaken(key, keys);
            }
        }
        return new KeySet(keys);
    }

    private static void addIfTaken(ObjectNode key, List<JwsKey> keys) {
        try {
            keys.add(JwsKey.of(key));
        } catch (Fault notTaken) {
            // RFC 7517, section 5: keys that one cannot use are to be ignored; what they sign will find no key.
            System.getLogger(KeySet.class.getName())
                    .log(System.Logger.Level.DEBUG, "a key of a JWKS is not taken: " + notTaken.getMessage());
        }
    }

    /** Those with this id; with no id asked for, all. */
    List<JwsKey> named(String keyId) {
        return keyId.isEmpty()
                ? keys
                : keys.stream().filter(key -> key.id().equals(keyId)).toList();
    }
}
