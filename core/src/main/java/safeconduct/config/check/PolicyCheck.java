package safeconduct.config.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
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
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Spans.Span;
import safeconduct.cedar.lint.Finding;
import safeconduct.cedar.lint.Lint;
import safeconduct.config.Configuration;
import safeconduct.config.Nearest;
import safeconduct.policy.Budgets;
import safeconduct.policy.Bundle;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Purpose;

/**
 * Looks at a configuration that loads for what is probably not meant: rules on arguments, tools and names that there are
 * not, policies that can never apply or apply to everything, agents that cannot act, purposes without limit.
 */
public final class PolicyCheck {

    private static final Lint LINT = new Lint(Set.of("id", "ask", "obligation", "description"));
    private static final Set<String> METHODS = Set.of("tools/call", "resources/read", "prompts/get");
    private static final Set<String> PRINCIPALS = Set.of("Task", "Purpose", "Agent");
    private static final Set<String> RESOURCES = Set.of("Tool", "Resource", "Prompt", "Target", "Environment");
    private static final Set<Finding.Code> OF_ENVELOPES =
            EnumSet.of(Finding.Code.UNBOUND_ALLOW, Finding.Code.WRITE_WITHOUT_ENVIRONMENT);

    private final Bundle bundle;
    private final List<Warning> warnings = new ArrayList<>();

    private PolicyCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Everything that looks wrong, the worst first, then in order of place. */
    public static List<Warning> check(Configuration configuration, Instant now) {
        PolicyCheck check = new PolicyCheck(configuration.bundle());
        check.bundle.agents().values().forEach(agent -> check.agent(agent, now));
        check.bundle.purposes().values().forEach(check::purpose);
        if (check.bundle.policies() instanceof CedarEngine engine) {
            check.policies(engine.policies(), new TypeCheck(configuration));
        }
        check.warnings.sort(Comparator.comparing(Warning::severity)
                .thenComparing(Warning::place)
                .thenComparing(Warning::text));
        return check.warnings.stream().distinct().toList();
    }

    private void policies(PolicySet policies, TypeCheck types) {
        for (Policy policy : policies.policies()) {
            int before = warnings.size();
            policy(policy);
            boolean named = warnings.subList(before, warnings.size()).stream().noneMatch(Warning::error);
            if (named) {
                warnings.addAll(types.check(policy));
            }
        }
        LINT.check(policies).stream()
                .filter(finding -> !(ofPurpose(finding) && OF_ENVELOPES.contains(finding.code())))
                .forEach(finding -> warnings.add(Warning.of(finding)));
    }

    /** What was compiled from a purpose stays in the purpose's environment, because the envelope does. */
    private static boolean ofPurpose(Finding finding) {
        return finding.place().file().startsWith("purposes/");
    }

    private void agent(Agent agent, Instant now) {
        String subject = "agent " + agent.name();
        if (!agent.expires().isAfter(now)) {
            warn(Code.AGENT_INACTIVE, subject, "expired at " + agent.expires());
        }
        if (agent.owner().disabled()) {
            warn(Code.AGENT_INACTIVE, subject, "its owner `" + agent.owner().name() + "` is disabled");
        }
        if (agent.purposes().isEmpty()) {
            warn(Code.AGENT_INACTIVE, subject, "has no purpose");
        }
    }

    private void purpose(Purpose purpose) {
        String subject = "purpose " + purpose.name();
        if (bundle.agents().values().stream()
                .noneMatch(agent -> agent.purposes().contains(purpose.name()))) {
            warn(Code.PURPOSE_UNUSED, subject, "no agent has it");
        }
        Budgets budgets = purpose.budgets();
        if (budgets.calls() == Budgets.UNLIMITED) {
            warn(Code.PURPOSE_UNLIMITED, subject, "has no limit of calls");
        }
        if (budgets.bytes() == Budgets.UNLIMITED) {
            warn(Code.PURPOSE_UNLIMITED, subject, "has no limit of bytes");
        }
        purpose.targets()
                .forEach((name, access) -> access.database()
                        .ifPresent(scope -> scope.tables().stream()
                                .filter(table -> table.rows().isEmpty())
                                .forEach(table -> warn(
                                        Code.ALL_ROWS,
                                        subject,
                                        "may touch all rows of `" + table.name() + "` at `" + name + "`"))));
    }

    /** Where a policy stands, and its id. */
    static String place(Policy policy) {
        Span span = policy.source().spans().find(policy.tree());
        int start = span == null ? 0 : span.start();
        String before = policy.source().text().substring(0, start);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = start - before.lastIndexOf('\n');
        return policy.source().file() + ":" + line + ":" + column + ": policy " + policy.id();
    }

    private void policy(Policy policy) {
        String subject = place(policy);
        if (policy.isTemplate()) {
            warn(Code.UNLINKED_TEMPLATE, subject, "is a template, and nothing links it");
        }
        PolicyTree.Head head = policy.tree().head();
        if (policy.effect() == Effect.PERMIT && head.principal() instanceof Scope.Any) {
            warn(Code.ANY_TASK, subject, "permits to every task: it names no purpose and no agent");
        }
        if (policy.effect() == Effect.FORBID && policy.annotations().containsKey("ask")) {
            warn(Code.ASK_ON_FORBID, subject, "`@ask` on a forbid asks nobody");
        }
        types(subject, "principal", head.principal(), PRINCIPALS);
        types(subject, "resource", head.resource(), RESOURCES);
        List.of(head.principal(), head.action(), head.resource())
                .forEach(scope -> named(scope)
                        .forEach(uid -> unknown(uid).ifPresent(text -> warn(Code.NEVER_APPLIES, subject, text))));
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
                        warn(Code.NEVER_APPLIES, subject, "no " + part + " is a `" + word + "`" + meant(word, known)));
    }

    static List<EntityUid> named(Scope scope) {
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

    private void warn(Code code, String place, String text) {
        warnings.add(Warning.of(code, place, text));
    }
}
