package safeconduct.cedar.eval;

import java.util.function.LongBinaryOperator;
import safeconduct.cedar.DatetimeValue;
import safeconduct.cedar.DurationValue;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Op;

/** The operators and methods that join two values. */
final class Operators {
    private Operators() {}

    static Node compile(Op op, Node left, Node right) {
        Node.Test known = Against.compile(op, left, right);
        return known == null ? general(op, left, right) : known;
    }

    private static Node general(Op op, Node left, Node right) {
        return switch (op) {
            case EQ -> test(frame -> left.value(frame).equals(right.value(frame)));
            case NE -> test(frame -> !left.value(frame).equals(right.value(frame)));
            case LT -> test(frame -> compare(left.value(frame), right.value(frame)) < 0);
            case LE -> test(frame -> compare(left.value(frame), right.value(frame)) <= 0);
            case GT -> test(frame -> compare(left.value(frame), right.value(frame)) > 0);
            case GE -> test(frame -> compare(left.value(frame), right.value(frame)) >= 0);
            case IN -> test(frame -> in(frame, left.value(frame), right.value(frame)));
            case ADD -> arithmetic("+", Math::addExact, left, right);
            case SUB -> arithmetic("-", Math::subtractExact, left, right);
            case MUL -> arithmetic("*", Math::multiplyExact, left, right);
            case CONTAINS -> test(frame -> Types.set(left.value(frame)).contains(right.value(frame)));
            case CONTAINS_ALL -> test(frame -> Types.set(left.value(frame)).containsAll(Types.set(right.value(frame))));
            case CONTAINS_ANY -> test(frame -> Types.set(left.value(frame)).containsAny(Types.set(right.value(frame))));
            case HAS_TAG -> Attributes.hasTag(left, right);
            case GET_TAG -> Attributes.getTag(left, right);
        };
    }

    private static Node.Test test(Node.Test test) {
        return test;
    }

    private static int compare(Value left, Value right) {
        if (left instanceof Value.LongValue(long a) && right instanceof Value.LongValue(long b)) {
            return Long.compare(a, b);
        }
        if (left instanceof DatetimeValue a && right instanceof DatetimeValue b) {
            return a.compareTo(b);
        }
        if (left instanceof DurationValue a && right instanceof DurationValue b) {
            return a.compareTo(b);
        }
        throw unordered(left.typeName(), right.typeName());
    }

    static EvaluationException unordered(String left, String right) {
        return new EvaluationException(
                "`" + left + "` and `" + right + "` have no order; Long, datetime and duration have");
    }

    private static boolean in(Frame frame, Value left, Value right) {
        EntityUid uid = Types.entity(left);
        return switch (right) {
            case EntityUid ancestor -> frame.isIn(uid, ancestor);
            case Value.SetValue set -> frame.isIn(uid, set);
            case Value other -> throw Types.wrong("entity or set of entities", other);
        };
    }

    private static Node arithmetic(String sign, LongBinaryOperator operator, Node left, Node right) {
        return frame -> {
            long a = Types.number(left.value(frame));
            long b = Types.number(right.value(frame));
            try {
                return Value.of(operator.applyAsLong(a, b));
            } catch (ArithmeticException e) {
                throw new EvaluationException("overflow in `" + a + " " + sign + " " + b + "`");
            }
        };
    }
}
