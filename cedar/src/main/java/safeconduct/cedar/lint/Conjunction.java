package safeconduct.cedar.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.syntax.Printer;

/** The conditions of a policy as tests that must all hold. */
record Conjunction(List<Expr> tests) {

    static Conjunction of(PolicyTree policy) {
        List<Expr> tests = new ArrayList<>();
        for (Condition condition : policy.conditions()) {
            split(condition.body(), condition.when(), tests);
        }
        return new Conjunction(tests);
    }

    private static void split(Expr expr, boolean wanted, List<Expr> tests) {
        switch (expr) {
            case Expr.And(List<Expr> parts) when wanted -> parts.forEach(part -> split(part, true, tests));
            case Expr.Or(List<Expr> parts) when !wanted -> parts.forEach(part -> split(part, false, tests));
            case Expr.Not(Expr body) -> split(body, !wanted, tests);
            default -> tests.add(wanted ? expr : new Expr.Not(expr));
        }
    }

    /** True when all tests of this are also tests of the other: then it holds whenever the other does. */
    boolean covers(Conjunction other) {
        return other.tests.containsAll(tests);
    }

    /** A test that can't hold beside those before it, or null. */
    @Nullable
    Expr contradiction() {
        Set<Expr> before = new HashSet<>();
        Map<Expr, Value> equal = new HashMap<>();
        for (Expr test : tests) {
            boolean opposite =
                    test instanceof Expr.Not(Expr body) ? before.contains(body) : before.contains(new Expr.Not(test));
            if (opposite || never(test)) {
                return test instanceof Expr.Not(Expr body) ? body : test;
            }
            if (test instanceof Expr.Binary(Op op, Expr left, Expr.Literal(Value value)) && op == Op.EQ) {
                Value other = equal.put(left, value);
                if (other != null && !other.equals(value)) {
                    return test;
                }
            }
            before.add(test);
        }
        return null;
    }

    private static boolean never(Expr test) {
        return switch (test) {
            case Expr.Literal(Value.BoolValue(boolean value)) -> !value;
            case Expr.Not(Expr.Literal(Value.BoolValue(boolean value))) -> value;
            case Expr.Binary(Op op, Expr left, Expr right)
            when op == Op.NE || op == Op.LT || op == Op.GT -> left.equals(right);
            case Expr.Binary(Op op, Expr.Literal(Value a), Expr.Literal(Value b)) when op == Op.EQ -> !a.equals(b);
            default -> false;
        };
    }

    /** True when a test reads this part of the request, or a part of it. */
    boolean reads(String part) {
        return tests.stream().anyMatch(test -> reads(test, part));
    }

    private static boolean reads(Expr expr, String part) {
        boolean path = expr instanceof Expr.Variable || expr instanceof Expr.GetAttr || expr instanceof Expr.HasAttr;
        if (path) {
            String text = Printer.print(expr).replace(" has ", ".");
            return text.equals(part) || text.startsWith(part + ".") || text.startsWith(part + "[");
        }
        return expr.children().stream().anyMatch(child -> reads(child, part));
    }

    /** True when a test names an entity of this type. */
    boolean mentions(String type) {
        return tests.stream().anyMatch(test -> mentions(test, type));
    }

    private static boolean mentions(Expr expr, String type) {
        return (expr instanceof Expr.Literal(EntityUid uid) && uid.type().equals(type))
                || expr.children().stream().anyMatch(child -> mentions(child, type));
    }
}
