package safeconduct.brokers.postgres;

import java.util.HexFormat;
import java.util.regex.Pattern;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;

/**
 * Names of the roles of one target. They hold the agent, cut, for people; a hash of the target, so that two targets on
 * one server do not meet; and the whole of the task's id:
 *
 * <pre>sc_support-triage_1f0c9a2b_01kb3v6h2m8q0r4s6t8v0w2x4y</pre>
 */
record RoleNames(TargetName target) {

    /** PostgreSQL cuts longer names without an error. */
    static final int BYTES_MAX = 63;

    private static final int AGENT_LENGTH_MAX = 20;
    private static final int HASH_LENGTH = 8;
    private static final String PROOF = "0doctor";

    String of(AgentName agent, TaskId task) {
        String cut = agent.value()
                .substring(0, Math.min(AGENT_LENGTH_MAX, agent.value().length()));
        return named(cut, task.value().substring(TaskId.PREFIX.length() + 1));
    }

    /** A name that no task has, since no agent's begins so; for trying the target out. {@link #pattern} finds it too. */
    String forProof(String random26) {
        return named(PROOF, random26);
    }

    private String named(String who, String suffix) {
        return "sc_" + who + "_" + hash() + "_" + suffix;
    }

    boolean matches(String name) {
        return Pattern.matches(pattern(), name);
    }

    /** All names of this target, for PostgreSQL's {@code ~} and for ours. */
    String pattern() {
        return "^sc_(" + PROOF + "|[a-z][a-z0-9-]{0," + (AGENT_LENGTH_MAX - 1) + "})_" + hash()
                + "_[0-9a-hjkmnp-tv-z]{26}$";
    }

    /** Of the names of {@link #forProof} only. */
    String proofPattern() {
        return "^sc_" + PROOF + "_" + hash() + "_";
    }

    private String hash() {
        byte[] digest = Digest.sha256(target.value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    }
}
