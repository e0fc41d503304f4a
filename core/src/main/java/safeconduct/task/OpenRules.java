package safeconduct.task;

import java.time.Instant;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.Identity;
import safeconduct.catalog.Agent;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Reason;

/** What must hold of an agent and its user before an envelope is made. */
public final class OpenRules {

    private OpenRules() {}

    static Optional<Decision.Deny> against(Agent agent, OpenRequest request, Bundle bundle, Instant now) {
        if (agent.owner().disabled()) {
            return deny(Reason.AGENT_NOT_ALLOWED, "the owner of agent `" + agent.name() + "` is disabled");
        }
        if (!now.isBefore(agent.expires())) {
            return deny(Reason.AGENT_NOT_ALLOWED, "agent `" + agent.name() + "` expired at " + agent.expires());
        }
        if (!agent.purposes().contains(request.purpose())
                || bundle.purpose(request.purpose()).isEmpty()) {
            return deny(
                    Reason.AGENT_NOT_ALLOWED,
                    "agent `" + agent.name() + "` has no purpose `" + request.purpose() + "`, only "
                            + agent.purposes());
        }
        return aboutUser(agent, request, bundle);
    }

    private static Optional<Decision.Deny> aboutUser(Agent agent, OpenRequest request, Bundle bundle) {
        if (request.parent().isPresent()) {
            // A child acts for whom its parent acts for: a user of its own would widen it. See ofChild, too.
            return request.user().isEmpty()
                    ? Optional.empty()
                    : deny(Reason.USER_NOT_ALLOWED, "a child task acts for the user of its parent");
        }
        return switch (agent.onBehalf()) {
            case NEVER ->
                request.user().isEmpty()
                        ? Optional.empty()
                        : deny(Reason.USER_NOT_ALLOWED, "agent `" + agent.name() + "` acts for no user");
            case REQUIRED ->
                request.user().isEmpty()
                        ? deny(Reason.USER_NOT_ALLOWED, "agent `" + agent.name() + "` acts only for a verified user")
                        : ceiling(request, bundle);
            case ALLOWED -> request.user().isEmpty() ? Optional.empty() : ceiling(request, bundle);
        };
    }

    /** What must hold besides of a child, whose user is its parent's. */
    public static Optional<Decision.Deny> ofChild(Agent agent, Task parent) {
        boolean hasUser = parent.caller().onBehalfOf().isPresent();
        if (agent.onBehalf() == Agent.OnBehalf.REQUIRED && !hasUser) {
            return deny(Reason.USER_NOT_ALLOWED, "agent `" + agent.name() + "` acts only for a verified user");
        }
        if (agent.onBehalf() == Agent.OnBehalf.NEVER && hasUser) {
            return deny(Reason.USER_NOT_ALLOWED, "agent `" + agent.name() + "` acts for no user");
        }
        return Optional.empty();
    }

    private static Optional<Decision.Deny> ceiling(OpenRequest request, Bundle bundle) {
        Identity user = request.user().orElseThrow();
        Actor.Human human = new Actor.Human(user.subject(), user.issuer(), user.groups());
        boolean mapped = bundle.ceilings().stream().anyMatch(ceiling -> ceiling.covers(human, request.purpose()));
        return mapped
                ? Optional.empty()
                : deny(
                        Reason.USER_NOT_ALLOWED,
                        "no group of the user is mapped to purpose `" + request.purpose() + "`");
    }

    private static Optional<Decision.Deny> deny(Reason reason, String explanation) {
        return Optional.of(Decision.Deny.because(reason, explanation));
    }
}
