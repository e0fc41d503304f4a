package safeconduct.cedar.eval;

import safeconduct.cedar.Value;

/** A compiled expression. */
@FunctionalInterface
public interface Node {

    /**
     * Its value.
     *
     * @throws safeconduct.cedar.EvaluationException when it has none
     */
    Value value(Frame frame);

    /** Its value as a truth value. */
    default boolean test(Frame frame) {
        return Types.bool(value(frame));
    }

    /** A compiled expression that has a truth value. */
    interface Test extends Node {

        @Override
        boolean test(Frame frame);

        @Override
        default Value value(Frame frame) {
            return Value.of(test(frame));
        }
    }

    /** One that is known already. */
    record Constant(Value value) implements Node {
        @Override
        public Value value(Frame frame) {
            return value;
        }
    }
}
