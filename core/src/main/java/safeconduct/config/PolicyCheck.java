package safeconduct.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Scope;
import safeconduct.policy.Budgets;
import safeconduct.policy.Bundle;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Purpose;

/**
 * Looks at a configuration that loads for what is probably not meant: policies that can never apply or apply to
 * everything, agents that cannot act, purposes that nobody has or that have no limit.
 */
public final class PolicyCheck {

    private static final Set<String> ANNOTATIONS = Set.of("id", "ask", "obligation", "description");
    private static final Set<String> METHODS = Set.of("tools/call", "resources/read", "prompts/get");
    private static final Set<String> PRINCIPALS = Set.of("Task", "Purpose", "Agent");
    private static final Set<String> RESOURCES = Set.of("Tool", "Resource", "Prompt", "Target", "Environment");

    private final Bundle bundle;
    private final List<Warning> warnings = new ArrayList<>();

    /** @param subject the policy, agent or purpose, as in {@code policy deny-cards} */
    public record Warning(String subject, String text) {
        @Override
        public String toString() {
            return subject + ": " + text;
        }
    }

    private PolicyCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Everything that looks wrong, in order of subject. */
    public static List<Warning> check(Configuration configuration, Instant now) {
        PolicyCheck check = new PolicyCheck(configuration.bundle());
        check.bundle.agents().values().forEach(agent -> check.agent(agent, now));
        check.bundle.purposes().values().forEach(check::purpose);
        if (check.bundle.policies() instanceof CedarEngine engine) {
            engine.policies().policies().forEach(check::policy);
        }
        check.warnings.sort(Comparator.comparing(Warning::subject).thenComparing(Warning::text));
        return List.copyOf(check.warnings);
    }

    private void agent(Agent agent, Instant now) {
        String subject = "agent " + agent.name();
        if (!agent.expires().isAfter(now)) {
            warn(subject, "expired at " + agent.expires() + ": it opens no task");
        }
        if (agent.owner().disabled()) {
            warn(subject, "its owner `" + agent.owner().name() + "` is disabled: it opens no task");
        }
        if (agent.purposes().isEmpty()) {
            warn(subject, "has no purpose: it opens no task");
        }
    }

    private void purpose(Purpose purpose) {
        String subject = "purpose " + purpose.name();
        if (bundle.agents().values().stream()
                .noneMatch(agent -> agent.purposes().contains(purpose.name()))) {
            warn(subject, "no agent has it");
        }
        Budgets budgets = purpose.budgets();
        if (budgets.calls() == Budgets.UNLIMITED) {
            warn(subject, "has no limit of calls");
        }
        if (budgets.bytes() == Budgets.UNLIMITED) {
            warn(subject, "has no limit of bytes");
        }
        purpose.targets()
                .forEach((name, access) -> access.database()
                        .ifPresent(scope -> scope.tables().stream()
                                .filter(table -> table.rows().isEmpty())
                                .forEach(table -> warn(
                                        subject, "may touch all rows of `" + table.name() + "` at `" + name + "`"))));
    }

    private void policy(Policy policy) {
        String subject = "policy " + policy.id();
        if (policy.isTemplate()) {
            warn(subject, "is a template, and nothing links it: it decides nothing");
        }
        policy.annotations().keySet().stream()
                .filter(name -> !ANNOTATIONS.contains(name))
                .forEach(name -> warn(subject, "unknown annotation `@" + name + "`" + meant(name, ANNOTATIONS)));
        PolicyTree.Head head = policy.tree().head();
        if (policy.effect() == Effect.PERMIT && head.resource() instanceof Scope.Any) {
            warn(subject, "permits on every target: it names no resource");
        }
        if (policy.effect() == Effect.PERMIT && head.principal() instanceof Scope.Any) {
            warn(subject, "permits to every task: it names no purpose and no agent");
        }
        if (policy.effect() == Effect.FORBID && policy.annotations().containsKey("ask")) {
            warn(subject, "`@ask` on a forbid asks nobody: it forbids");
        }
        types(subject, "principal", head.principal(), PRINCIPALS);
        types(subject, "resource", head.resource(), RESOURCES);
        List.of(head.principal(), head.action(), head.resource())
                .forEach(scope -> named(scope)
                        .forEach(uid -> unknown(uid).ifPresent(text -> warn(subject, "never applies: " + text))));
    }

    private void types(String subject, String part, Scope scope, Set<String> known) {
        Optional<String> type =
                switch (scope) {
                    case Scope.Is(String only) -> Optional.of(only);
                    case Scope.IsIn(String only, Scope.Ref in) -> Optional.of(only);
                    default -> named(scope).stream().map(EntityUid::type).findFirst();
                };
        type.filter(word -> !known.contains(word))
                .ifPresent(word ->
                        warn(subject, "never applies: no " + part + " is a `" + word + "`" + meant(word, known)));
    }

    private static List<EntityUid> named(Scope scope) {
        return switch (scope) {
            case Scope.Eq(Scope.Uid(EntityUid uid)) -> List.of(uid);
            case Scope.In(Scope.Uid(EntityUid uid)) -> List.of(uid);
            case Scope.IsIn(String type, Scope.Uid(EntityUid uid)) -> List.of(uid);
            case Scope.InAny(List<EntityUid> uids) -> uids;
            default -> List.of();
        };
    }

    /** Why this entity never occurs, as far as the configuration tells. */
    private Optional<String> unknown(EntityUid uid) {
        return switch (uid.type()) {
            case "Action" -> missing("method", uid.id(), METHODS);
            case "Purpose" -> missing("purpose", uid.id(), bundle.purposes().keySet());
            case "Agent" -> missing("agent", uid.id(), names(bundle.agents().keySet()));
            case "Target" -> missing("target", uid.id(), names(bundle.targets().keySet()));
            case "Environment" ->
                missing(
                        "environment",
                        uid.id(),
                        names(bundle.targets().values().stream()
                                .map(Target::environment)
                                .toList()));
            case "Tool" -> tool(uid.id());
            default -> Optional.empty();
        };
    }

    private Optional<String> tool(String id) {
        int slash = id.indexOf('/');
        Optional<Target> target = bundle.targets().values().stream()
                .filter(known -> slash > 0 && known.name().value().equals(id.substring(0, slash)))
                .findFirst();
        if (target.isEmpty()) {
            return Optional.of("no target has the tool `" + id + "`, expected `TARGET/TOOL`");
        }
        TargetName name = target.get().name();
        return missing(
                "tool of `" + name + "`",
                id.substring(slash + 1),
                target.get().tools().keySet());
    }

    private static Set<String> names(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Optional<String> missing(String what, String name, Set<String> known) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of("there is no " + what + " `" + name + "`" + meant(name, known));
    }

    private static String meant(String word, Set<String> known) {
        return Nearest.to(word, known)
                .map(near -> ", did you mean `" + near + "`?")
                .orElse("");
    }

    private void warn(String subject, String text) {
        warnings.add(new Warning(subject, text));
    }
}
