package safeconduct.record;

import java.util.List;

/**
 * Something that happened: the closed set of what the ledger holds. Components are written in snake case; times and ids as
 * text. No event holds a secret, and what may be personal is a {@link Commitment} or a pseudonym.
 */
public sealed interface Event {

    /** Events of one life of a task, in this order. */
    sealed interface OfTask extends Event {
        String task();
    }

    /**
     * The server began.
     *
     * @param unclean whether the one before did not stop in order
     */
    record ServerStarted(String node, String version, boolean unclean) implements Event {}

    /** The server stops in order; nothing of it is left open. */
    record ServerStopped(String node) implements Event {}

    /**
     * These rules are in force from now on.
     *
     * @param source what was read, without values
     */
    record ConfigurationChanged(String bundle, String source) implements Event {}

    /**
     * Evidence was shown and good.
     *
     * @param workload as its issuer names it; a user appears only as pseudonym
     */
    record IdentityVerified(String verifier, String issuer, String workload, String user) implements Event {}

    /**
     * A task was asked for and refused.
     *
     * @param workload as its issuer names it
     */
    record TaskRefused(String workload, String agent, String purpose, String reason, String explanation)
            implements Event {}

    /**
     * A task is open.
     *
     * @param envelope digest of its envelope, which is the field {@code envelope} of the openings
     * @param parameters the values, committed
     */
    record TaskOpened(
            String task,
            Who who,
            String parent,
            String purpose,
            String environment,
            List<String> targets,
            String voucher,
            String envelope,
            Commitment parameters,
            String deadline,
            String bundle)
            implements OfTask {
        public TaskOpened {
            targets = List.copyOf(targets);
        }
    }

    /** Its state changed without ending. */
    record TaskChanged(String task, String state, String by, String reason) implements OfTask {}

    /** Its end began: nothing more is allowed, its grants are being taken back. */
    record TaskEnding(String task, String reason, String by) implements OfTask {}

    /**
     * Nothing of it is left.
     *
     * @param grants how many were taken back with a complete receipt
     */
    record TaskEnded(String task, String reason, int grants) implements OfTask {}

    /**
     * A token was issued.
     *
     * @param key thumbprint of the key that it is bound to
     */
    record TokenIssued(String task, String token, String key, String until) implements OfTask {}

    /**
     * A call was decided, before anything of it happened.
     *
     * @param input the arguments, committed
     * @param question everything the decision depended on, committed
     * @param effect allow, deny or ask
     * @param reason code of a refusal, or empty
     * @param basis what it was judged by
     * @param most what the call may use at most, by the budgets; -1 for no limit
     */
    record Decided(
            Who who,
            String target,
            String method,
            String tool,
            String toolEffect,
            String environment,
            Commitment input,
            Commitment question,
            String effect,
            String reason,
            List<String> policies,
            Basis basis,
            Most most,
            Access access)
            implements Event {
        public Decided {
            policies = List.copyOf(policies);
        }
    }

    /**
     * What a decision was judged by: the digests of the task's envelope and of the policies, and the epoch of containment.
     */
    record Basis(String envelope, String bundle, long epoch) {
        public static final Basis NONE = new Basis("", "", 0);
    }

    /** The most that a call may use; -1 where there is no limit. */
    record Most(long rows, long bytes) {
        public static final Most NOTHING = new Most(0, 0);
    }

    /** Which data a statement names; empty lists where no statement was read. */
    record Access(String verb, List<String> tables, List<String> columns) {
        public static final Access NONE = new Access("", List.of(), List.of());

        public Access {
            tables = List.copyOf(tables);
            columns = List.copyOf(columns);
        }
    }

    /**
     * What became of an allowed call.
     *
     * @param decision index of the record of its decision
     * @param status a word of {@code Outcome.Status}
     * @param micros from the decision to the end
     */
    record Happened(String task, long decision, String status, String detail, long rows, long bytes, long micros)
            implements OfTask {}

    /**
     * A person is asked.
     *
     * @param binding digest of everything that an answer holds for
     * @param decision index of the record of the decision that asks; -1 where the agent asks for access
     */
    record ApprovalAsked(
            String approval,
            String task,
            String agent,
            String target,
            String method,
            String tool,
            String binding,
            String question,
            List<String> policies,
            long decision,
            String until)
            implements OfTask {
        public ApprovalAsked {
            policies = List.copyOf(policies);
        }
    }

    /**
     * A person has answered, or nobody will.
     *
     * @param answer allowed, denied, expired or cancelled
     * @param until how long it holds
     */
    record ApprovalAnswered(String approval, String task, String answer, String by, String reason, String until)
            implements OfTask {}

    /**
     * A person's yes is used up.
     *
     * @param decision index of the record of the decision that it allowed
     */
    record ApprovalUsed(String approval, String task, long decision) implements OfTask {}

    /** A credential is about to be made; from here on something of it may exist. */
    record GrantMinting(String grant, String task, String target, String principal, String until) implements OfTask {}

    /**
     * It was made.
     *
     * @param exceptions rights beyond the envelope that the operator has accepted
     */
    record GrantMinted(String grant, String task, String target, String principal, List<String> exceptions)
            implements OfTask {
        public GrantMinted {
            exceptions = List.copyOf(exceptions);
        }
    }

    /** It could not be made within the envelope. */
    record GrantRefused(String grant, String task, String target, String reason, List<String> excess)
            implements OfTask {
        public GrantRefused {
            excess = List.copyOf(excess);
        }
    }

    /** What taking it back proved. */
    record GrantRevoked(
            String grant,
            String task,
            String target,
            String principal,
            List<Step> steps,
            int sessions,
            String probe,
            boolean complete,
            String problem)
            implements OfTask {
        public GrantRevoked {
            steps = List.copyOf(steps);
        }
    }

    /** One step of a revocation. */
    record Step(String name, String detail, String at) {}

    /** Something was contained, or freed. */
    record ContainmentChanged(String kind, String value, boolean contained, String reason, String by, long epoch)
            implements Event {}

    /** Something was found that nobody had made known: a session without owner, a role without grant. */
    record Found(String target, String code, String text) implements Event {}

    /**
     * The ledger's checkpoints are signed by another key from here on.
     *
     * @param statement base64 of the signed note that names both keys; signed by both
     */
    record KeyChanged(String statement) implements Event {}

    /**
     * Payloads are dropped: what these records said is gone, their hashes stay.
     *
     * @param from the first record, always 0
     * @param to the record after the last one
     */
    record PayloadsDropped(long from, long to, String reason, String by) implements Event {}

    /**
     * The keys of these tasks were destroyed, and with them what opens their commitments.
     *
     * @param user pseudonym of the user whose tasks they are, or empty
     * @param unreached what may still hold the values and is not ours to change
     */
    record Erased(List<String> tasks, String user, String by, List<String> unreached) implements Event {
        public Erased {
            tasks = List.copyOf(tasks);
            unreached = List.copyOf(unreached);
        }
    }

    /**
     * What opens commitments left the house.
     *
     * @param from the first record whose fields were opened
     * @param to the record after the last one
     * @param field which field, or empty for all
     */
    record Disclosed(long from, long to, String field, String by) implements Event {}
}
