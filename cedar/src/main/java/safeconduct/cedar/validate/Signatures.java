package safeconduct.cedar.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.Primitive;

/** The types that the functions of the extensions take and give. */
final class Signatures {
    private static final CedarType DECIMAL = new CedarType.Extension("decimal");
    private static final CedarType IP = new CedarType.Extension("ipaddr");
    private static final CedarType DATETIME = new CedarType.Extension("datetime");
    private static final CedarType DURATION = new CedarType.Extension("duration");

    private Signatures() {}

    static List<CedarType> arguments(Function function) {
        return switch (function) {
            case DECIMAL, IP, DATETIME, DURATION -> List.of(Primitive.STRING);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> List.of(DECIMAL, DECIMAL);
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST -> List.of(IP);
            case IS_IN_RANGE -> List.of(IP, IP);
            case OFFSET -> List.of(DATETIME, DURATION);
            case DURATION_SINCE -> List.of(DATETIME, DATETIME);
            case TO_DATE, TO_TIME -> List.of(DATETIME);
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> List.of(DURATION);
        };
    }

    static CedarType result(Function function) {
        return switch (function) {
            case DECIMAL -> DECIMAL;
            case IP -> IP;
            case DATETIME, OFFSET, TO_DATE -> DATETIME;
            case DURATION, DURATION_SINCE, TO_TIME -> DURATION;
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> Primitive.LONG;
            default -> Primitive.BOOL;
        };
    }

    /** What is wrong with a constructor's text, or null. */
    static @Nullable String parse(Function constructor, String text) {
        return Typer.message(() -> {
            switch (constructor) {
                case DECIMAL -> Value.decimal(text);
                case IP -> Value.ip(text);
                case DATETIME -> Value.datetime(text);
                default -> Value.duration(text);
            }
        });
    }
}
