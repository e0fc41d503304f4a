package safeconduct.caller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import safeconduct.kernel.Secret;

/** Says who stands behind evidence of one kind. A plug-in point. Never throws on bad evidence: it rejects. */
public interface IdentityVerifier {

    /** The word under which the configuration knows this verifier, and records name it. */
    String name();

    Verification verify(Evidence evidence, Instant now);

    /**
     * What was shown at the door.
     *
     * @param kind a token type URN of RFC 8693 section 3, or {@code peer} for a local connection
     * @param audience whom the evidence must be meant for: us
     */
    record Evidence(String kind, Secret credential, String audience) {}

    /** The answer. */
    sealed interface Verification {

        /** Good until then. */
        record Verified(Identity identity, Instant until) implements Verification {}

        /** Of our kind, and not good. No other verifier is asked. */
        record Rejected(String reason) implements Verification {}

        /** Of another kind. */
        record NotMine() implements Verification {}
    }

    /** Makes a verifier from its settings; refuses settings that it does not know. */
    interface Factory {
        /** The word that selects it in the configuration: {@code kind}. */
        String kind();

        /** @throws safeconduct.kernel.Fault INVALID, naming the setting */
        IdentityVerifier create(String name, ObjectNode settings);
    }
}
