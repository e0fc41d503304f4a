package safeconduct.policy;

import java.util.List;
import safeconduct.caller.TaskId;

/** Allow, deny, or ask; with the reasons and the policies that determined it. */
public sealed interface Decision {

    /** Ids of the policies that determined it, in order. */
    List<String> policies();

    /**
     * The call may be made.
     *
     * @param obligations what the door must do besides, as {@code name=value} of annotations
     */
    record Allow(List<String> policies, List<String> obligations) implements Decision {
        public Allow {
            policies = List.copyOf(policies);
            obligations = List.copyOf(obligations);
        }
    }

    /**
     * The call may not be made.
     *
     * @param explanation for people: what was refused, and what would be allowed
     * @param next the legal next step, a sentence to the agent
     */
    record Deny(Reason reason, String explanation, String next, List<String> policies) implements Decision {
        public Deny {
            policies = List.copyOf(policies);
        }

        public static Deny because(Reason reason, String explanation) {
            return new Deny(reason, explanation, reason.next(), List.of());
        }

        /** A task above the one that calls may not do it, for the reason that stands in the explanation. */
        public static Deny byAbove(TaskId task, String purpose, Deny why) {
            return new Deny(
                    Reason.NOT_WITHIN_PARENT,
                    "task `" + task + "` above it, of purpose `" + purpose + "`, may not do it: "
                            + why.reason().code() + ": " + why.explanation(),
                    Reason.NOT_WITHIN_PARENT.next(),
                    why.policies());
        }
    }

    /**
     * A person must say yes first.
     *
     * @param question what they are asked
     */
    record Ask(String question, List<String> policies) implements Decision {
        public Ask {
            policies = List.copyOf(policies);
        }
    }

    /** The word for it in records: {@code allow}, {@code deny}, {@code ask}. */
    default String effect() {
        return switch (this) {
            case Allow allow -> "allow";
            case Deny deny -> "deny";
            case Ask ask -> "ask";
        };
    }
}
