package safeconduct.cedar.partial;

import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;

/** What became of an expression. */
sealed interface Outcome {

    /** It has this value. */
    record Known(Value value) implements Outcome {
        boolean is(boolean expected) {
            return value.equals(Value.of(expected));
        }
    }

    /** It depends on what is unknown: this is left of it. */
    record Open(Expr rest) implements Outcome {}

    /** It has no value, whatever the unknown is. */
    record Errs() implements Outcome {}
}
