package safeconduct.cedar.ast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.cedar.DatetimeValue;
import safeconduct.cedar.DecimalValue;
import safeconduct.cedar.DurationValue;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.IpValue;
import safeconduct.cedar.Value;

/** Writes values as expressions that have them. */
public final class Values {
    private Values() {}

    /** The expression; sets in the order of their text, so that equal values give equal expressions. */
    public static Expr expr(Value value) {
        return switch (value) {
            case Value.BoolValue bool -> new Expr.Literal(bool);
            case Value.LongValue number -> new Expr.Literal(number);
            case Value.StringValue text -> new Expr.Literal(text);
            case EntityUid uid -> new Expr.Literal(uid);
            case Value.SetValue set ->
                new Expr.SetOf(set.elements().stream()
                        .sorted(java.util.Comparator.comparing(Value::toString))
                        .map(Values::expr)
                        .toList());
            case Value.RecordValue map -> recordOf(map);
            case DecimalValue decimal -> call(Function.DECIMAL, decimal.text());
            case IpValue ip -> call(Function.IP, ip.text());
            case DurationValue duration -> call(Function.DURATION, duration.millis() + "ms");
            case DatetimeValue datetime ->
                new Expr.Call(
                        Function.OFFSET,
                        List.of(
                                call(Function.DATETIME, "1970-01-01"),
                                call(Function.DURATION, datetime.epochMillis() + "ms")));
        };
    }

    private static Expr recordOf(Value.RecordValue map) {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        map.attributes().forEach((name, value) -> attributes.put(name, expr(value)));
        return new Expr.RecordOf(attributes);
    }

    private static Expr call(Function function, String text) {
        return new Expr.Call(function, List.of(new Expr.Literal(Value.of(text))));
    }
}
