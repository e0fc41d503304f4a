package safeconduct.cedar.explain;

import java.util.ArrayList;
import java.util.List;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Values;
import safeconduct.cedar.ast.Var;

/** A policy as the tests that must all hold. */
final class Tests {
    private Tests() {}

    static List<Expr> ofHead(PolicyTree policy) {
        List<Expr> tests = new ArrayList<>();
        head(Var.PRINCIPAL, policy.head().principal(), tests);
        head(Var.ACTION, policy.head().action(), tests);
        head(Var.RESOURCE, policy.head().resource(), tests);
        return tests;
    }

    static List<Expr> ofConditions(PolicyTree policy) {
        List<Expr> tests = new ArrayList<>();
        for (Condition condition : policy.conditions()) {
            if (condition.when()) {
                split(condition.body(), tests);
            } else {
                splitNot(condition.body(), tests);
            }
        }
        return tests;
    }

    private static void split(Expr expr, List<Expr> tests) {
        if (expr instanceof Expr.And(List<Expr> parts)) {
            parts.forEach(part -> split(part, tests));
        } else if (expr instanceof Expr.Not(Expr body)) {
            splitNot(body, tests);
        } else {
            tests.add(expr);
        }
    }

    private static void splitNot(Expr expr, List<Expr> tests) {
        if (expr instanceof Expr.Or(List<Expr> parts)) {
            parts.forEach(part -> splitNot(part, tests));
        } else if (expr instanceof Expr.Not(Expr body)) {
            split(body, tests);
        } else {
            tests.add(new Expr.Not(expr));
        }
    }

    private static void head(Var name, Scope scope, List<Expr> tests) {
        Expr variable = new Expr.Variable(name);
        switch (scope) {
            case Scope.Eq(Scope.Uid(EntityUid uid)) ->
                tests.add(new Expr.Binary(Op.EQ, variable, new Expr.Literal(uid)));
            case Scope.In(Scope.Uid(EntityUid uid)) ->
                tests.add(new Expr.Binary(Op.IN, variable, new Expr.Literal(uid)));
            case Scope.InAny(List<EntityUid> uids) ->
                tests.add(new Expr.Binary(Op.IN, variable, Values.expr(Value.set(uids))));
            case Scope.Is(String type) -> tests.add(new Expr.Is(variable, type, null));
            case Scope.IsIn(String type, Scope.Uid(EntityUid uid)) ->
                tests.add(new Expr.Is(variable, type, new Expr.Literal(uid)));
            default -> {
                // Anything fits, or a template, which is not asked.
            }
        }
    }

    /** The parts of the request that an expression reads: {@code context.input.rows}, {@code principal}. */
    static List<Expr> reads(Expr expr) {
        if (path(expr)) {
            return List.of(expr);
        }
        List<Expr> reads = new ArrayList<>();
        expr.children().forEach(child -> reads.addAll(reads(child)));
        return reads;
    }

    private static boolean path(Expr expr) {
        return switch (expr) {
            case Expr.Variable x -> true;
            case Expr.GetAttr(Expr body, String name) -> path(body);
            default -> false;
        };
    }
}
