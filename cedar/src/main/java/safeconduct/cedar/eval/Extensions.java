package safeconduct.cedar.eval;

import java.util.function.Function;
import safeconduct.cedar.DatetimeValue;
import safeconduct.cedar.DecimalValue;
import safeconduct.cedar.DurationValue;
import safeconduct.cedar.IpValue;
import safeconduct.cedar.Value;

/** Constructors and methods of the extension types. */
final class Extensions {
    private Extensions() {}

    static Node compile(safeconduct.cedar.ast.Function function, Node[] arguments) {
        Node first = arguments[0];
        Node last = arguments[arguments.length - 1];
        return switch (function) {
            case DECIMAL -> parsed(first, Value::decimal);
            case IP -> parsed(first, Value::ip);
            case DATETIME -> parsed(first, Value::datetime);
            case DURATION -> parsed(first, Value::duration);
            case LESS_THAN -> test(frame -> compare(first, last, frame) < 0);
            case LESS_THAN_OR_EQUAL -> test(frame -> compare(first, last, frame) <= 0);
            case GREATER_THAN -> test(frame -> compare(first, last, frame) > 0);
            case GREATER_THAN_OR_EQUAL -> test(frame -> compare(first, last, frame) >= 0);
            case IS_IPV4 -> test(frame -> ip(first, frame).isIpv4());
            case IS_IPV6 -> test(frame -> ip(first, frame).v6());
            case IS_LOOPBACK -> test(frame -> ip(first, frame).isLoopback());
            case IS_MULTICAST -> test(frame -> ip(first, frame).isMulticast());
            case IS_IN_RANGE -> test(frame -> ip(first, frame).isInRange(ip(last, frame)));
            case OFFSET -> frame -> datetime(first, frame).offset(duration(last, frame));
            case DURATION_SINCE -> frame -> datetime(first, frame).durationSince(datetime(last, frame));
            case TO_DATE -> frame -> datetime(first, frame).toDate();
            case TO_TIME -> frame -> datetime(first, frame).toTime();
            case TO_MILLISECONDS -> in(first, 1);
            case TO_SECONDS -> in(first, 1_000);
            case TO_MINUTES -> in(first, 60_000);
            case TO_HOURS -> in(first, 3_600_000);
            case TO_DAYS -> in(first, 86_400_000);
        };
    }

    private static Node.Test test(Node.Test test) {
        return test;
    }

    private static Node parsed(Node text, Function<String, Value> constructor) {
        return frame -> constructor.apply(Types.text(text.value(frame)));
    }

    private static Node in(Node duration, long unitMillis) {
        return frame -> Value.of(duration(duration, frame).millis() / unitMillis);
    }

    private static int compare(Node left, Node right, Frame frame) {
        long a = decimal(left, frame).tenThousandths();
        return Long.compare(a, decimal(right, frame).tenThousandths());
    }

    private static DecimalValue decimal(Node node, Frame frame) {
        Value value = node.value(frame);
        if (value instanceof DecimalValue decimal) {
            return decimal;
        }
        throw Types.wrong("decimal", value);
    }

    private static IpValue ip(Node node, Frame frame) {
        Value value = node.value(frame);
        if (value instanceof IpValue ip) {
            return ip;
        }
        throw Types.wrong("ipaddr", value);
    }

    private static DatetimeValue datetime(Node node, Frame frame) {
        Value value = node.value(frame);
        if (value instanceof DatetimeValue datetime) {
            return datetime;
        }
        throw Types.wrong("datetime", value);
    }

    private static DurationValue duration(Node node, Frame frame) {
        Value value = node.value(frame);
        if (value instanceof DurationValue duration) {
            return duration;
        }
        throw Types.wrong("duration", value);
    }
}
