package safeconduct.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import safeconduct.api.TaskOrder;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.token.SigningKey;

/**
 * Evidence in the local trust domain: a token of a minute's life, signed with the key that {@code init} made. It proves
 * that whoever asks can read that key's file, and nothing more.
 */
record LocalEvidence(SigningKey key, String workload, URI server, Time time) implements TaskOrder.Evidence {

    private static final long LIFE_SECONDS = 60;

    @Override
    public Secret token(String keyThumbprint) {
        long now = time.now().getEpochSecond();
        ObjectNode claims = Json.object();
        claims.put("sub", "spiffe://local/" + workload).put("aud", server.toString());
        claims.put("iat", now).put("exp", now + LIFE_SECONDS);
        claims.putObject("cnf").put("jkt", keyThumbprint);
        return Secret.of(key.sign("JWT", claims));
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:token-type:jwt";
    }
}
