package safeconduct.caller;

import java.util.List;

/** One link of the chain of who acts for whom. */
public sealed interface Actor {

    /**
     * A verified user.
     *
     * @param groups as the issuer says, in its order
     */
    record Human(String subject, String issuer, List<String> groups) implements Actor {
        public Human {
            groups = List.copyOf(groups);
        }
    }

    /**
     * One running instance of a registered agent.
     *
     * @param instance tells replicas apart: what the proof of identity says, or a random word of the task's opening
     * @param workload the verified identity of the workload, for example a SPIFFE ID
     */
    record Agent(AgentName name, String instance, String workload) implements Actor {}

    /** One word and a name, as the ledger shows it. */
    default String label() {
        return switch (this) {
            case Human(var subject, var issuer, var groups) -> "human " + subject + " of " + issuer;
            case Agent(var name, var instance, var workload) -> "agent " + name + " instance " + instance;
        };
    }
}
