package safeconduct.cedar.eval;

import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;

/** Takes a value as the type that an operation needs. */
final class Types {
    private Types() {}

    static boolean bool(Value value) {
        if (value instanceof Value.BoolValue(boolean bool)) {
            return bool;
        }
        throw wrong("Bool", value);
    }

    static long number(Value value) {
        if (value instanceof Value.LongValue(long number)) {
            return number;
        }
        throw wrong("Long", value);
    }

    static String text(Value value) {
        if (value instanceof Value.StringValue(String text)) {
            return text;
        }
        throw wrong("String", value);
    }

    static Value.SetValue set(Value value) {
        if (value instanceof Value.SetValue set) {
            return set;
        }
        throw wrong("Set", value);
    }

    static EntityUid entity(Value value) {
        if (value instanceof EntityUid uid) {
            return uid;
        }
        throw wrong("entity", value);
    }

    static EvaluationException wrong(String expected, Value found) {
        return new EvaluationException(
                "expected a value of type `" + expected + "`, found one of `" + found.typeName() + "`");
    }
}
