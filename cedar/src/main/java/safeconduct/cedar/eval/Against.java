package safeconduct.cedar.eval;

import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Pattern;

/** Tests of a path against a constant, the form of most conditions: one node each, with the types known beforehand. */
final class Against {
    private Against() {}

    /** Null when this is no such test. */
    static Node.@Nullable Test compile(Op op, Node left, Node right) {
        if (left instanceof Path path && right instanceof Node.Constant(Value value)) {
            return constant(op, path, value);
        }
        if (op == Op.CONTAINS && left instanceof Node.Constant(Value.SetValue set) && right instanceof Path path) {
            return frame -> set.contains(path.value(frame));
        }
        return null;
    }

    private static Node.@Nullable Test constant(Op op, Path path, Value value) {
        return switch (value) {
            case Value.LongValue(long number) -> number(op, path, number);
            case Value.StringValue(String text) -> text(op, path, text);
            default -> null;
        };
    }

    private static Node.@Nullable Test number(Op op, Path path, long number) {
        return switch (op) {
            case EQ -> frame -> path.value(frame) instanceof Value.LongValue(long found) && found == number;
            case NE -> frame -> !(path.value(frame) instanceof Value.LongValue(long found) && found == number);
            case LT -> frame -> ordered(path, frame) < number;
            case LE -> frame -> ordered(path, frame) <= number;
            case GT -> frame -> ordered(path, frame) > number;
            case GE -> frame -> ordered(path, frame) >= number;
            default -> null;
        };
    }

    private static long ordered(Path path, Frame frame) {
        Value found = path.value(frame);
        if (found instanceof Value.LongValue(long number)) {
            return number;
        }
        throw Operators.unordered(found.typeName(), "Long");
    }

    private static Node.@Nullable Test text(Op op, Path path, String text) {
        return switch (op) {
            case EQ -> frame -> path.value(frame) instanceof Value.StringValue(String found) && found.equals(text);
            case NE -> frame -> !(path.value(frame) instanceof Value.StringValue(String found) && found.equals(text));
            default -> null;
        };
    }

    static Node.Test like(Node text, Pattern pattern) {
        boolean prefix =
                pattern.pieces().size() == 2 && pattern.pieces().getLast().isEmpty();
        if (text instanceof Path path) {
            String first = pattern.pieces().getFirst();
            return prefix
                    ? frame -> Types.text(path.value(frame)).startsWith(first)
                    : frame -> pattern.matches(Types.text(path.value(frame)));
        }
        return frame -> pattern.matches(Types.text(text.value(frame)));
    }
}
