package safeconduct.cedar.eval;

import java.util.List;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Pattern;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;

/** Makes closures of expressions, and values of what is constant. */
public final class Compiler {
    private Compiler() {}

    /** All conditions of a policy as one test. */
    public static Node.Test conditions(PolicyTree policy) {
        Node[] tests = policy.conditions().stream().map(Compiler::condition).toArray(Node[]::new);
        return switch (tests.length) {
            case 0 -> frame -> true;
            case 1 -> tests[0]::test;
            default -> all(tests);
        };
    }

    private static Node condition(Condition condition) {
        Node body = compile(condition.body());
        return condition.when() ? body : not(body);
    }

    /** One expression. */
    public static Node compile(Expr expr) {
        Path path = Path.of(expr);
        return path == null ? general(expr) : path;
    }

    private static Node general(Expr expr) {
        return switch (expr) {
            case Expr.Literal(Value value) -> new Node.Constant(value);
            case Expr.Variable variable -> throw new IllegalStateException("a variable is a path");
            case Expr.And(var parts) -> all(compile(parts));
            case Expr.Or(var parts) -> any(compile(parts));
            case Expr.Not(Expr body) -> not(compile(body));
            case Expr.Negate(Expr body) -> negate(compile(body));
            case Expr.Binary(Op op, Expr left, Expr right) -> Operators.compile(op, compile(left), compile(right));
            case Expr.IsEmpty(Expr set) -> isEmpty(compile(set));
            case Expr.GetAttr(Expr body, String name) -> Attributes.get(compile(body), name);
            case Expr.HasAttr(Expr body, String name) -> Attributes.has(compile(body), name);
            case Expr.Like(Expr text, Pattern pattern) -> Against.like(compile(text), pattern);
            case Expr.Is is -> is(is);
            case Expr.If(Expr test, Expr yes, Expr no) -> choice(compile(test), compile(yes), compile(no));
            case Expr.SetOf(var elements) -> setOf(compile(elements));
            case Expr.RecordOf map -> recordOf(map);
            case Expr.Call call -> call(call);
        };
    }

    private static Node[] compile(List<Expr> exprs) {
        Node[] nodes = new Node[exprs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = compile(exprs.get(i));
        }
        return nodes;
    }

    private static Node.Test all(Node[] tests) {
        return frame -> {
            for (Node test : tests) {
                if (!test.test(frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Node.Test any(Node[] tests) {
        return frame -> {
            for (Node test : tests) {
                if (test.test(frame)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Node.Test not(Node body) {
        return frame -> !body.test(frame);
    }

    private static Node negate(Node body) {
        return frame -> {
            long number = Types.number(body.value(frame));
            if (number == Long.MIN_VALUE) {
                throw new EvaluationException("overflow in `-(" + number + ")`");
            }
            return Value.of(-number);
        };
    }

    private static Node.Test isEmpty(Node set) {
        return frame -> Types.set(set.value(frame)).size() == 0;
    }

    private static Node.Test is(Expr.Is is) {
        Node body = compile(is.body());
        String type = is.type();
        Node.Test typed = frame -> Types.entity(body.value(frame)).type().equals(type);
        if (is.ancestor() == null) {
            return typed;
        }
        Node in = Operators.compile(Op.IN, body, compile(is.ancestor()));
        return frame -> typed.test(frame) && in.test(frame);
    }

    private static Node choice(Node test, Node yes, Node no) {
        return frame -> test.test(frame) ? yes.value(frame) : no.value(frame);
    }

    private static Node setOf(Node[] elements) {
        Node node = frame -> Value.set(values(elements, frame));
        return constant(elements) ? new Node.Constant(node.value(NOWHERE)) : node;
    }

    private static Node recordOf(Expr.RecordOf map) {
        String[] names = map.attributes().keySet().toArray(new String[0]);
        Node[] nodes = compile(List.copyOf(map.attributes().values()));
        Node node = frame -> Value.RecordValue.of(names.clone(), values(nodes, frame));
        return constant(nodes) ? new Node.Constant(node.value(NOWHERE)) : node;
    }

    private static Value[] values(Node[] nodes, Frame frame) {
        Value[] values = new Value[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].value(frame);
        }
        return values;
    }

    /** Stands for the request while constants are worked out; nothing constant looks at it. */
    private static final Frame NOWHERE = new Frame(
            new safeconduct.cedar.Request(
                    new EntityUid("", ""), new EntityUid("", ""), new EntityUid("", ""), Value.RecordValue.EMPTY),
            safeconduct.cedar.Entities.none());

    private static boolean constant(Node[] nodes) {
        for (Node node : nodes) {
            if (!(node instanceof Node.Constant)) {
                return false;
            }
        }
        return true;
    }

    private static Node call(Expr.Call expr) {
        Node[] arguments = compile(expr.arguments());
        int wanted = expr.function().arguments();
        if (arguments.length != wanted) {
            String message = "`" + expr.function().word() + "` takes " + wanted + " arguments, not " + arguments.length;
            return frame -> {
                throw new EvaluationException(message);
            };
        }
        Node call = Extensions.compile(expr.function(), arguments);
        if (!constant(arguments)) {
            return call;
        }
        try {
            return new Node.Constant(call.value(NOWHERE));
        } catch (EvaluationException e) {
            return call; // It will fail whenever it is asked, as it must.
        }
    }
}
