package safeconduct.cedar.partial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;

/** Sorts policies into satisfied, impossible and open. */
final class PartialDecision {
    private final PartialRequest request;
    private final Partial partial;
    private final Set<EntityUid> overPrincipal;
    private final Set<EntityUid> overAction;
    private final Set<EntityUid> overResource;
    private final List<Policy> satisfied = new ArrayList<>();
    private final List<Policy> open = new ArrayList<>();

    PartialDecision(PartialRequest request, Entities entities) {
        this.request = request;
        this.partial = new Partial(request, entities);
        this.overPrincipal = ancestors(request.principal(), entities);
        this.overAction = ancestors(request.action(), entities);
        this.overResource = ancestors(request.resource(), entities);
    }

    private static Set<EntityUid> ancestors(PartialRequest.Part part, Entities entities) {
        return part instanceof PartialRequest.Known(EntityUid uid) ? entities.ancestors(uid) : Set.of();
    }

    PartialAnswer decide(List<Policy> policies) {
        policies.forEach(this::sort);
        satisfied.sort(Comparator.comparing(Policy::id));
        open.sort(Comparator.comparing(Policy::id));
        List<String> forbids = ids(satisfied, Effect.FORBID);
        if (!forbids.isEmpty()) {
            return new PartialAnswer.Denied(forbids);
        }
        List<String> permits = ids(satisfied, Effect.PERMIT);
        if (!permits.isEmpty() && ids(open, Effect.FORBID).isEmpty()) {
            return new PartialAnswer.Allowed(permits);
        }
        if (permits.isEmpty() && ids(open, Effect.PERMIT).isEmpty()) {
            return new PartialAnswer.Denied(List.of());
        }
        return new PartialAnswer.Depends(PolicySet.of(satisfied).plus(PolicySet.of(open)));
    }

    private static List<String> ids(List<Policy> policies, Effect effect) {
        return policies.stream()
                .filter(policy -> policy.effect() == effect)
                .map(Policy::id)
                .toList();
    }

    private void sort(Policy policy) {
        if (!canFit(policy.tree().head())) {
            return;
        }
        List<Expr> rest = new ArrayList<>();
        for (Expr test : tests(policy.tree())) {
            switch (partial.run(test)) {
                case Outcome.Open(Expr expr) -> rest.add(expr);
                case Outcome.Known known when known.is(true) -> {
                    // Holds: nothing is left of it.
                }
                case Outcome other -> {
                    return; // One part that is false or errs is enough, whatever the others turn out to be.
                }
            }
        }
        Head head = policy.tree().head();
        Head known = new Head(
                scope(request.principal(), head.principal()),
                scope(request.action(), head.action()),
                scope(request.resource(), head.resource()));
        List<Condition> conditions = rest.isEmpty()
                ? List.of()
                : List.of(new Condition(true, rest.size() == 1 ? rest.getFirst() : Expr.and(rest)));
        PolicyTree tree = new PolicyTree(policy.effect(), policy.annotations(), known, conditions);
        (rest.isEmpty() && fits(head) ? satisfied : open).add(Policy.of(policy.id(), tree));
    }

    /** True when no scope is left open. */
    private boolean fits(Head head) {
        return settled(request.principal(), head.principal())
                && settled(request.action(), head.action())
                && settled(request.resource(), head.resource());
    }

    private static boolean settled(PartialRequest.Part part, Scope scope) {
        return part instanceof PartialRequest.Known
                || scope instanceof Scope.Any
                || (part instanceof PartialRequest.Unknown(String type) && scope.equals(new Scope.Is(type)));
    }

    private static Scope scope(PartialRequest.Part part, Scope scope) {
        return part instanceof PartialRequest.Known(EntityUid uid) ? new Scope.Eq(new Scope.Uid(uid)) : scope;
    }

    /** The conditions, one by one; the scopes of what is unknown stay in the head. */
    private static List<Expr> tests(PolicyTree policy) {
        List<Expr> tests = new ArrayList<>();
        for (Condition condition : policy.conditions()) {
            if (condition.when() && condition.body() instanceof Expr.And(List<Expr> parts)) {
                tests.addAll(parts);
            } else {
                tests.add(condition.when() ? condition.body() : new Expr.Not(condition.body()));
            }
        }
        return tests;
    }

    private boolean canFit(Head head) {
        return canFit(request.principal(), overPrincipal, head.principal())
                && canFit(request.action(), overAction, head.action())
                && canFit(request.resource(), overResource, head.resource());
    }

    private static boolean canFit(PartialRequest.Part part, Set<EntityUid> over, Scope scope) {
        return switch (part) {
            case PartialRequest.Known(EntityUid uid) -> fits(uid, over, scope);
            case PartialRequest.Unknown(String type) -> type.isEmpty() || canBe(type, scope);
        };
    }

    private static boolean canBe(String type, Scope scope) {
        return switch (scope) {
            case Scope.Is(String wanted) -> wanted.equals(type);
            case Scope.IsIn(String wanted, Scope.Ref ref) -> wanted.equals(type);
            case Scope.Eq(Scope.Ref ref) -> uid(ref).type().equals(type);
            default -> true;
        };
    }

    private static boolean fits(EntityUid uid, Set<EntityUid> over, Scope scope) {
        return switch (scope) {
            case Scope.Any any -> true;
            case Scope.Eq(Scope.Ref ref) -> uid.equals(uid(ref));
            case Scope.In(Scope.Ref ref) -> isIn(uid, over, uid(ref));
            case Scope.InAny(var uids) -> uids.stream().anyMatch(one -> isIn(uid, over, one));
            case Scope.Is(String type) -> uid.type().equals(type);
            case Scope.IsIn(String type, Scope.Ref ref) -> uid.type().equals(type) && isIn(uid, over, uid(ref));
        };
    }

    private static boolean isIn(EntityUid uid, Set<EntityUid> over, EntityUid ancestor) {
        return uid.equals(ancestor) || over.contains(ancestor);
    }

    private static EntityUid uid(Scope.Ref ref) {
        return switch (ref) {
            case Scope.Uid(EntityUid uid) -> uid;
            case Scope.Slot slot -> throw new IllegalArgumentException("a template decides nothing");
        };
    }
}
