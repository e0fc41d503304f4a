package safeconduct.cedar.syntax;

import java.util.List;
import java.util.stream.Collectors;
import safeconduct.cedar.Quoted;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Var;

/** Writes policies in their one canonical form. */
public final class Printer {
    /** How tightly an expression binds; a looser one inside a tighter one needs parentheses. */
    private static final int IF = 0;

    private static final int OR = 1;
    private static final int AND = 2;
    private static final int RELATION = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int UNARY = 6;
    private static final int MEMBER = 7;

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /** A policy or template. */
    public static String print(PolicyTree policy) {
        Printer printer = new Printer();
        printer.policy(policy);
        return printer.out.toString();
    }

    /** One expression. */
    public static String print(Expr expr) {
        Printer printer = new Printer();
        printer.expr(expr, IF);
        return printer.out.toString();
    }

    private void policy(PolicyTree policy) {
        policy.annotations()
                .forEach((name, value) -> out.append('@')
                        .append(name)
                        .append('(')
                        .append(Quoted.of(value))
                        .append(")\n"));
        out.append(policy.effect().word()).append(" (\n  ");
        out.append(scope(Var.PRINCIPAL, policy.head().principal())).append(",\n  ");
        out.append(scope(Var.ACTION, policy.head().action())).append(",\n  ");
        out.append(scope(Var.RESOURCE, policy.head().resource())).append("\n)");
        for (Condition condition : policy.conditions()) {
            out.append('\n').append(condition.when() ? "when" : "unless").append(" { ");
            expr(condition.body(), IF);
            out.append(" }");
        }
        out.append(";\n");
    }

    /** One part of a policy's head. */
    public static String scope(Var variable, Scope scope) {
        return variable.word()
                + switch (scope) {
                    case Scope.Any any -> "";
                    case Scope.Eq(Scope.Ref ref) -> " == " + ref(ref);
                    case Scope.In(Scope.Ref ref) -> " in " + ref(ref);
                    case Scope.Is(String type) -> " is " + type;
                    case Scope.IsIn(String type, Scope.Ref ref) -> " is " + type + " in " + ref(ref);
                    case Scope.InAny(var uids) ->
                        uids.stream().map(Value::toString).collect(Collectors.joining(", ", " in [", "]"));
                };
    }

    private static String ref(Scope.Ref ref) {
        return switch (ref) {
            case Scope.Uid(var uid) -> uid.toString();
            case Scope.Slot(Var variable) -> "?" + variable.word();
        };
    }

    private void expr(Expr expr, int around) {
        int own = binding(expr);
        out.append(own < around ? "(" : "");
        bare(expr);
        out.append(own < around ? ")" : "");
    }

    private static int binding(Expr expr) {
        return switch (expr) {
            case Expr.If x -> IF;
            case Expr.Or x -> OR;
            case Expr.And x -> AND;
            case Expr.HasAttr x -> RELATION;
            case Expr.Like x -> RELATION;
            case Expr.Is x -> RELATION;
            case Expr.Binary(Op op, Expr left, Expr right) -> binding(op);
            case Expr.Not x -> UNARY;
            case Expr.Negate x -> UNARY;
            case Expr.Literal(Value.LongValue(long value)) -> value < 0 ? UNARY : MEMBER;
            case Expr other -> MEMBER;
        };
    }

    private static int binding(Op op) {
        return switch (op) {
            case ADD, SUB -> SUM;
            case MUL -> PRODUCT;
            case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> MEMBER;
            case EQ, NE, LT, LE, GT, GE, IN -> RELATION;
        };
    }

    private void bare(Expr expr) {
        switch (expr) {
            case Expr.Literal(Value value) -> out.append(value);
            case Expr.Variable(Var variable) -> out.append(variable.word());
            case Expr.And(var parts) -> joined(parts, " && ", RELATION);
            case Expr.Or(var parts) -> joined(parts, " || ", AND);
            case Expr.Not(Expr body) -> unary("!", body, body instanceof Expr.Not);
            case Expr.Negate(Expr.Literal number) -> list("-(", List.of(number), ")"); // `-1` would be the literal.
            case Expr.Negate(Expr body) -> unary("-", body, false);
            case Expr.Binary binary -> binary(binary);
            case Expr.IsEmpty(Expr set) -> member(set).append(".isEmpty()");
            case Expr.GetAttr(Expr body, String name) ->
                member(body).append(Names.isIdentifier(name) ? "." + name : "[" + Quoted.of(name) + "]");
            case Expr.HasAttr(Expr body, String name) ->
                relation(body, "has").append(Names.isIdentifier(name) ? name : Quoted.of(name));
            case Expr.Like(Expr text, var pattern) -> relation(text, "like").append(pattern);
            case Expr.Is is -> is(is);
            case Expr.If choice -> choice(choice);
            case Expr.SetOf(var elements) -> list("[", elements, "]");
            case Expr.RecordOf map -> recordOf(map);
            case Expr.Call call -> call(call);
        }
    }

    private void unary(String sign, Expr body, boolean chained) {
        // A chain of signs is limited to four, so a third level goes into parentheses.
        boolean plain = chained && !(((Expr.Not) body).body() instanceof Expr.Not);
        out.append(sign);
        expr(body, plain ? UNARY : MEMBER);
    }

    private StringBuilder member(Expr body) {
        expr(body, MEMBER);
        return out;
    }

    private StringBuilder relation(Expr left, String word) {
        expr(left, SUM);
        return out.append(' ').append(word).append(' ');
    }

    private void binary(Expr.Binary binary) {
        if (binary.op().isMethod()) {
            member(binary.left()).append('.').append(binary.op().word());
            list("(", List.of(binary.right()), ")");
            return;
        }
        int own = binding(binary.op());
        boolean leftAssociative = own != RELATION;
        expr(binary.left(), leftAssociative ? own : own + 1);
        out.append(' ').append(binary.op().word()).append(' ');
        expr(binary.right(), own + 1);
    }

    private void is(Expr.Is is) {
        relation(is.body(), "is").append(is.type());
        if (is.ancestor() != null) {
            out.append(" in ");
            expr(is.ancestor(), SUM);
        }
    }

    private void choice(Expr.If choice) {
        out.append("if ");
        expr(choice.test(), IF);
        out.append(" then ");
        expr(choice.yes(), IF);
        out.append(" else ");
        expr(choice.no(), IF);
    }

    private void call(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        if (call.function().isMethod()) {
            member(arguments.getFirst()).append('.');
            arguments = arguments.subList(1, arguments.size());
        }
        out.append(call.function().word());
        list("(", arguments, ")");
    }

    private void recordOf(Expr.RecordOf map) {
        out.append('{');
        boolean[] later = {false};
        map.attributes().forEach((name, value) -> {
            out.append(later[0] ? ", " : "")
                    .append(Names.isIdentifier(name) ? name : Quoted.of(name))
                    .append(": ");
            expr(value, IF);
            later[0] = true;
        });
        out.append('}');
    }

    private void list(String open, List<Expr> elements, String close) {
        out.append(open);
        joined(elements, ", ", IF);
        out.append(close);
    }

    private void joined(List<Expr> parts, String separator, int around) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : separator);
            expr(parts.get(i), around);
        }
    }
}
