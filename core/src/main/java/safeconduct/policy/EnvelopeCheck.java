package safeconduct.policy;

import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.policy.PolicyEngine.Question;

/**
 * Whether a call stays within its task's envelope and its user's ceiling. Pure; asked before any policy, so that no
 * policy can widen an envelope.
 */
public final class EnvelopeCheck {

    private EnvelopeCheck() {}

    /** Why the call leaves the envelope of its task or of a task above it, or empty when it stays within. */
    public static Optional<Decision.Deny> check(Question question, Bundle bundle) {
        return own(question, bundle)
                .or(() -> question.line().stream()
                        .skip(1)
                        .flatMap(above -> own(above, bundle)
                                .map(deny -> Decision.Deny.byAbove(
                                        above.caller().task(), above.envelope().purpose(), deny))
                                .stream())
                        .findFirst());
    }

    private static Optional<Decision.Deny> own(Question question, Bundle bundle) {
        Envelope envelope = question.envelope();
        Purpose.Access access = envelope.targets().get(question.target().name());
        if (access == null) {
            return deny(
                    Reason.TARGET_NOT_IN_ENVELOPE,
                    "target `" + question.target().name() + "` is not in the envelope");
        }
        if (!question.target().environment().equals(envelope.environment())) {
            return deny(
                    Reason.ENVIRONMENT_NOT_IN_ENVELOPE,
                    "target `" + question.target().name() + "` is in environment `"
                            + question.target().environment() + "`, the task in `" + envelope.environment() + "`");
        }
        return tool(question, access)
                .or(() -> user(question, bundle))
                .or(() -> question.sql()
                        .flatMap(statement ->
                                StatementCheck.check(statement, question.tool().effect(), access.database())));
    }

    private static Optional<Decision.Deny> tool(Question question, Purpose.Access access) {
        String name = question.tool().name();
        if (!access.tools().contains(name)) {
            return deny(
                    Reason.TOOL_NOT_IN_ENVELOPE,
                    "`" + name + "` of `" + question.target().name() + "` is not in the envelope");
        }
        return question.tool().dataClasses().stream()
                .filter(data -> !question.envelope().dataClasses().contains(data))
                .sorted()
                .findFirst()
                .flatMap(data -> deny(
                        Reason.TOOL_NOT_IN_ENVELOPE,
                        "`" + name + "` gives out data of class `" + data + "`, which is not in the envelope"));
    }

    private static Optional<Decision.Deny> user(Question question, Bundle bundle) {
        Optional<Actor.Human> user = question.caller().onBehalfOf();
        boolean covered = user.isEmpty()
                || bundle.ceilings().stream()
                        .anyMatch(ceiling -> ceiling.covers(
                                user.get(),
                                question.envelope().purpose(),
                                question.target().name(),
                                question.tool().effect()));
        return covered
                ? Optional.empty()
                : deny(
                        Reason.USER_NOT_ALLOWED,
                        "no group of the user may have `" + question.tool().name() + "` of `"
                                + question.target().name() + "` called for the purpose `"
                                + question.envelope().purpose() + "`");
    }

    private static Optional<Decision.Deny> deny(Reason reason, String explanation) {
        return Optional.of(Decision.Deny.because(reason, explanation));
    }
}
