package safeconduct.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Time;
import safeconduct.policy.Purpose;

/**
 * Makes short-lived credentials for one target, and takes them back. A plug-in point. Everything here may be called
 * again after a crash at any instruction.
 */
public interface CredentialBroker extends AutoCloseable {

    /** The name that the credential of this order will have at the target; holds the whole task id. No I/O. */
    String principal(Order order);

    /**
     * Makes the credential. When this throws or the process dies, something of it may exist: {@link #revoke} by
     * {@link #principal} must be able to remove it.
     *
     * @throws safeconduct.kernel.Fault UNAVAILABLE when the target is away
     */
    Minting mint(Order order);

    /**
     * Takes back whatever exists under this name: idempotent, in the target's right order, and tried out at the end.
     * Never throws for a target that is away: the receipt says so.
     *
     * @param credential the one that was minted, where it is still known, for the probe
     */
    Receipt revoke(String principal, Optional<Credential> credential);

    /**
     * Names of everything at the target that looks like ours: made for a task.
     *
     * @throws safeconduct.kernel.Fault UNAVAILABLE
     */
    List<String> made();

    /**
     * Sessions at the target that no living principal owns, ended now. Called at each sweep.
     *
     * @return what was found and ended, a line each
     */
    List<String> sweep();

    /** What an operator should know or mend about this target, a line each; the broker's own standing rights among them. */
    List<Finding> examine();

    @Override
    void close();

    /** @param blocking whether no task may be let in until it is mended */
    record Finding(String code, String text, boolean blocking) {

        /** The code of the finding that the target could not be looked at. */
        public static final String UNAVAILABLE = "target_unavailable";
    }

    /**
     * What to make.
     *
     * @param access what the envelope allows at this target
     * @param until when the target must refuse it by itself
     */
    record Order(
            GrantId id,
            TaskId task,
            AgentName agent,
            TargetName target,
            Purpose.Access access,
            ObjectNode parameters,
            Instant until) {}

    /** The answer to an order. */
    sealed interface Minting {

        /**
         * Made.
         *
         * @param exceptions rights beyond the envelope that the operator has accepted, listed and recorded
         */
        record Minted(Credential credential, List<String> exceptions) implements Minting {
            public Minted {
                exceptions = List.copyOf(exceptions);
            }
        }

        /** Would be able to do more than the envelope allows, or cannot be made as ordered; nothing is left at the target. */
        record Refused(String reason, List<String> excess) implements Minting {
            public Refused {
                excess = List.copyOf(excess);
            }
        }
    }

    /** Makes brokers of one kind. */
    interface Factory {
        /** The word that selects it in the configuration. */
        String kind();

        /**
         * Checks the settings and makes a broker, without connecting.
         *
         * @param secrets reads what the settings refer to: {@code file:PATH}
         * @throws safeconduct.kernel.Fault INVALID, naming the setting
         */
        CredentialBroker create(TargetName target, ObjectNode settings, SecretSource secrets, Time time);
    }
}
