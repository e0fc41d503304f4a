package safeconduct.catalog;

import java.time.Instant;
import java.util.List;
import safeconduct.caller.AgentName;
import safeconduct.caller.Identity;

/**
 * A registered piece of software that acts on its own.
 *
 * @param owner the accountable person or group; an agent without one does not exist
 * @param expires from then on it opens no task
 * @param identities which verified workloads it may be
 * @param purposes names of the purposes that it may have
 * @param onBehalf whether it acts for users
 * @param orchestrator whether its word about goal and parameters counts as vouched for
 */
public record Agent(
        AgentName name,
        Owner owner,
        Instant expires,
        List<WorkloadPattern> identities,
        List<String> purposes,
        OnBehalf onBehalf,
        boolean orchestrator) {

    public Agent {
        identities = List.copyOf(identities);
        purposes = List.copyOf(purposes);
    }

    /** @param disabled a disabled owner stops all tasks of the agents */
    public record Owner(String name, String contact, boolean disabled) {}

    /** Whether a task of this agent has a user behind it. */
    public enum OnBehalf {
        NEVER,
        ALLOWED,
        REQUIRED
    }

    /**
     * Matches verified workloads.
     *
     * @param verifier name of the configured verifier that must have said so
     * @param subject the whole subject, or one ending in {@code /*} for everything below
     */
    public record WorkloadPattern(String verifier, String subject) {
        public boolean matches(String byVerifier, Identity identity) {
            return verifier.equals(byVerifier) && matchesSubject(identity.subject());
        }

        private boolean matchesSubject(String actual) {
            if (subject.endsWith("/*")) {
                String stem = subject.substring(0, subject.length() - 1);
                return actual.startsWith(stem) && actual.length() > stem.length();
            }
            return actual.equals(subject);
        }
    }
}
