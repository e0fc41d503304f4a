package safeconduct.cedar.partial;

import java.util.ArrayList;
import java.util.List;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Values;
import safeconduct.cedar.ast.Var;

/** Sorts policies into satisfied, impossible and open. */
final class PartialDecision {
    private final PartialRequest request;
    private final Partial partial;
    private final List<Policy> satisfied = new ArrayList<>();
    private final List<Policy> open = new ArrayList<>();

    PartialDecision(PartialRequest request, Entities entities) {
        this.request = request;
        this.partial = new Partial(request, entities);
    }

    PartialAnswer decide(List<Policy> policies) {
        policies.forEach(this::sort);
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

    /** The scopes of what is known, and the conditions; the scopes of what is unknown stay in the head. */
    private List<Expr> tests(PolicyTree policy) {
        List<Expr> tests = new ArrayList<>();
        scopeTest(Var.PRINCIPAL, request.principal(), policy.head().principal(), tests);
        scopeTest(Var.ACTION, request.action(), policy.head().action(), tests);
        scopeTest(Var.RESOURCE, request.resource(), policy.head().resource(), tests);
        for (Condition condition : policy.conditions()) {
            if (condition.when() && condition.body() instanceof Expr.And(List<Expr> parts)) {
                tests.addAll(parts);
            } else {
                tests.add(condition.when() ? condition.body() : new Expr.Not(condition.body()));
            }
        }
        return tests;
    }

    private static void scopeTest(Var name, PartialRequest.Part part, Scope scope, List<Expr> tests) {
        if (part instanceof PartialRequest.Known) {
            tests.add(test(new Expr.Variable(name), scope));
            return;
        }
        String type = part instanceof PartialRequest.Unknown(String known) ? known : "";
        boolean impossible = !type.isEmpty()
                && switch (scope) {
                    case Scope.Is(String wanted) -> !wanted.equals(type);
                    case Scope.IsIn(String wanted, Scope.Ref ref) -> !wanted.equals(type);
                    case Scope.Eq(Scope.Uid(EntityUid uid)) -> !uid.type().equals(type);
                    default -> false;
                };
        if (impossible) {
            tests.add(new Expr.Literal(safeconduct.cedar.Value.of(false)));
        }
    }

    private static Expr test(Expr variable, Scope scope) {
        return switch (scope) {
            case Scope.Any any -> new Expr.Literal(safeconduct.cedar.Value.of(true));
            case Scope.Eq(Scope.Ref ref) -> new Expr.Binary(Op.EQ, variable, literal(ref));
            case Scope.In(Scope.Ref ref) -> new Expr.Binary(Op.IN, variable, literal(ref));
            case Scope.InAny(var uids) ->
                new Expr.Binary(
                        Op.IN,
                        variable,
                        new Expr.SetOf(uids.stream().map(Values::expr).toList()));
            case Scope.Is(String type) -> new Expr.Is(variable, type, null);
            case Scope.IsIn(String type, Scope.Ref ref) -> new Expr.Is(variable, type, literal(ref));
        };
    }

    private static Expr literal(Scope.Ref ref) {
        return switch (ref) {
            case Scope.Uid(EntityUid uid) -> new Expr.Literal(uid);
            case Scope.Slot slot -> throw new IllegalArgumentException("a template decides nothing");
        };
    }
}
