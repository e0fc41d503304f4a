package safeconduct.cedar.official;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Pattern;
import safeconduct.cedar.ast.Var;

/** Random expressions: mostly of the type that fits, sometimes not. */
final class RandomExprs {
    /** Types that an expression is asked to have. */
    enum Type {
        BOOL,
        LONG,
        STRING,
        ENTITY,
        SET,
        RECORD,
        DECIMAL,
        IP,
        DATETIME,
        DURATION
    }

    static final List<String> NAMES = List.of("a", "b", "name", "set", "rec", "odd name", "if", "", "é😀");
    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "b",
            "ab",
            "a*b",
            "*",
            "x\ny",
            "\"quoted\"",
            "\\",
            "é",
            "😀",
            "\u0000",
            "\u200b",
            "aaab",
            "tag",
            "1.0");
    private static final List<String> DECIMALS = List.of(
            "0.0",
            "-0.5",
            "0.5",
            "1.0",
            "1.00",
            "12.3456",
            "922337203685477.5807",
            "-922337203685477.5808",
            "1",
            "1.23456",
            "-922337203685477.5809",
            "x",
            ".5",
            "5.",
            "-0.0");
    private static final List<String> IPS = List.of(
            "127.0.0.1",
            "10.0.0.1",
            "10.0.0.0/8",
            "10.1.0.0/16",
            "224.0.0.1",
            "255.255.255.255",
            "0.0.0.0/0",
            "::1",
            "::",
            "ff02::1",
            "fe80::/10",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4::/64",
            "::ffff:1.2.3.4",
            "256.0.0.1",
            "1.2.3.4/33",
            "127.0.0.1/4",
            "ff00::/4",
            "01.2.3.4",
            "1:2:3:4:5:6:7::",
            "::/0");
    private static final List<String> DATETIMES = List.of(
            "1970-01-01",
            "2024-02-29",
            "2023-02-29",
            "2024-10-15T11:38:02Z",
            "2024-10-15T11:38:02.101-1134",
            "0000-01-01",
            "9999-12-31T23:59:59.999Z",
            "1969-12-31T23:59:59.999Z",
            "2024-10-15T24:00:00Z",
            "2024-10-15T11:38:02",
            "x");
    private static final List<String> DURATIONS = List.of(
            "0ms",
            "1ms",
            "-1ms",
            "1d2h3m4s5ms",
            "-1d",
            "36h",
            "90m",
            "9223372036854775807ms",
            "-9223372036854775808ms",
            "106751991168d",
            "1h1d",
            "",
            "-",
            "1500ms",
            "-1500ms",
            "1d");

    private final Random random;

    RandomExprs(Random random) {
        this.random = random;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    EntityUid uid() {
        return new EntityUid(pick(List.of("User", "Group", "A::B", "Doc")), pick(List.of("x", "y", "z", "")));
    }

    EntityUid actionUid() {
        return new EntityUid(pick(List.of("Action", "N::Action")), pick(List.of("read", "write", "all")));
    }

    Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> Value.of(random.nextBoolean());
            case 1 -> Value.of(number());
            case 2 -> Value.of(pick(STRINGS));
            case 3 -> uid();
            case 4 -> Value.decimal(pick(DECIMALS.subList(0, 8)));
            case 5 -> Value.ip(pick(IPS.subList(0, 13)));
            case 6 -> Value.datetime(pick(DATETIMES.subList(3, 8)));
            case 7 -> Value.duration(pick(DURATIONS.subList(0, 9)));
            case 8 -> Value.set(many(3, () -> value(depth - 1)));
            default -> Value.record(values(depth - 1));
        };
    }

    Map<String, Value> values(int depth) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put(pick(NAMES), value(depth));
        }
        return values;
    }

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> random.nextLong();
            default -> random.nextInt(7) - 3;
        };
    }

    <T> List<T> many(int max, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> list = new ArrayList<>(List.of(one.get(), one.get()));
        list.addAll(many(1, one));
        return list;
    }

    Expr expr(Type wanted, int depth) {
        Type type = random.nextInt(25) == 0 ? pick(List.of(Type.values())) : wanted;
        if (depth == 0) {
            return leaf(type);
        }
        return switch (random.nextInt(9)) {
            case 0 -> new Expr.If(expr(Type.BOOL, depth - 1), expr(type, depth - 1), expr(type, depth - 1));
            case 1 -> new Expr.GetAttr(holder(depth - 1), pick(NAMES));
            case 2 -> new Expr.Binary(Op.GET_TAG, expr(Type.ENTITY, depth - 1), expr(Type.STRING, depth - 1));
            default -> inner(type, depth - 1);
        };
    }

    private Expr holder(int depth) {
        return random.nextInt(3) == 0
                ? new Expr.Variable(pick(List.of(Var.values())))
                : expr(random.nextBoolean() ? Type.ENTITY : Type.RECORD, depth);
    }

    private Expr leaf(Type type) {
        return switch (type) {
            case BOOL -> new Expr.Literal(Value.of(random.nextBoolean()));
            case LONG -> new Expr.Literal(Value.of(number()));
            case STRING -> new Expr.Literal(Value.of(pick(STRINGS)));
            case ENTITY ->
                random.nextBoolean()
                        ? new Expr.Literal(random.nextBoolean() ? uid() : actionUid())
                        : new Expr.Variable(pick(List.of(Var.PRINCIPAL, Var.ACTION, Var.RESOURCE)));
            case SET -> new Expr.SetOf(List.of());
            case RECORD -> random.nextBoolean() ? new Expr.Variable(Var.CONTEXT) : new Expr.RecordOf(Map.of());
            case DECIMAL -> constructor(Function.DECIMAL, DECIMALS);
            case IP -> constructor(Function.IP, IPS);
            case DATETIME -> constructor(Function.DATETIME, DATETIMES);
            case DURATION -> constructor(Function.DURATION, DURATIONS);
        };
    }

    private Expr constructor(Function function, List<String> texts) {
        return new Expr.Call(function, List.of(new Expr.Literal(Value.of(pick(texts)))));
    }

    private Expr inner(Type type, int depth) {
        return switch (type) {
            case BOOL -> bool(depth);
            case LONG -> number(depth);
            case STRING, ENTITY, DECIMAL, IP -> leaf(type);
            case SET -> new Expr.SetOf(many(3, () -> expr(pick(List.of(Type.values())), depth)));
            case RECORD -> recordOf(depth);
            case DATETIME ->
                random.nextBoolean()
                        ? call(Function.OFFSET, depth, Type.DATETIME, Type.DURATION)
                        : call(Function.TO_DATE, depth, Type.DATETIME);
            case DURATION ->
                random.nextBoolean()
                        ? call(Function.DURATION_SINCE, depth, Type.DATETIME, Type.DATETIME)
                        : call(Function.TO_TIME, depth, Type.DATETIME);
        };
    }

    private Expr number(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> new Expr.Negate(expr(Type.LONG, depth));
            case 1 ->
                call(
                        pick(List.of(
                                Function.TO_MILLISECONDS,
                                Function.TO_SECONDS,
                                Function.TO_MINUTES,
                                Function.TO_HOURS,
                                Function.TO_DAYS)),
                        depth,
                        Type.DURATION);
            default -> binary(pick(List.of(Op.ADD, Op.SUB, Op.MUL)), depth, Type.LONG, Type.LONG);
        };
    }

    private Expr recordOf(int depth) {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        for (String name : many(3, () -> pick(NAMES))) {
            attributes.put(name, expr(pick(List.of(Type.values())), depth));
        }
        return new Expr.RecordOf(attributes);
    }

    private Expr bool(int depth) {
        return switch (random.nextInt(16)) {
            case 0 -> Expr.and(some(() -> expr(Type.BOOL, depth)));
            case 1 -> Expr.or(some(() -> expr(Type.BOOL, depth)));
            case 2 -> new Expr.Not(expr(Type.BOOL, depth));
            case 3 -> equal(depth);
            case 4 -> ordered(depth);
            case 5 -> binary(Op.IN, depth, Type.ENTITY, Type.ENTITY);
            case 6 -> binary(Op.IN, depth, Type.ENTITY, Type.SET);
            case 7 -> binary(Op.CONTAINS, depth, Type.SET, pick(List.of(Type.values())));
            case 8 -> binary(pick(List.of(Op.CONTAINS_ALL, Op.CONTAINS_ANY)), depth, Type.SET, Type.SET);
            case 9 -> new Expr.IsEmpty(expr(Type.SET, depth));
            case 10 -> new Expr.HasAttr(holder(depth), pick(NAMES));
            case 11 -> binary(Op.HAS_TAG, depth, Type.ENTITY, Type.STRING);
            case 12 -> new Expr.Like(expr(Type.STRING, depth), new Pattern(some(() -> pick(STRINGS))));
            case 13 ->
                new Expr.Is(
                        expr(Type.ENTITY, depth), uid().type(), random.nextBoolean() ? null : expr(Type.ENTITY, depth));
            case 14 ->
                call(
                        pick(List.of(
                                Function.LESS_THAN,
                                Function.LESS_THAN_OR_EQUAL,
                                Function.GREATER_THAN,
                                Function.GREATER_THAN_OR_EQUAL)),
                        depth,
                        Type.DECIMAL,
                        Type.DECIMAL);
            default -> address(depth);
        };
    }

    private Expr address(int depth) {
        Function test = pick(List.of(Function.IS_IPV4, Function.IS_IPV6, Function.IS_LOOPBACK, Function.IS_MULTICAST));
        return random.nextBoolean() ? call(test, depth, Type.IP) : call(Function.IS_IN_RANGE, depth, Type.IP, Type.IP);
    }

    private Expr equal(int depth) {
        Type type = pick(List.of(Type.values()));
        return binary(random.nextBoolean() ? Op.EQ : Op.NE, depth, type, type);
    }

    private Expr ordered(int depth) {
        Type type = pick(List.of(Type.LONG, Type.LONG, Type.DATETIME, Type.DURATION));
        return binary(pick(List.of(Op.LT, Op.LE, Op.GT, Op.GE)), depth, type, type);
    }

    private Expr binary(Op op, int depth, Type left, Type right) {
        return new Expr.Binary(op, expr(left, depth), expr(right, depth));
    }

    private Expr call(Function function, int depth, Type... arguments) {
        List<Expr> exprs = new ArrayList<>();
        for (Type argument : arguments) {
            exprs.add(expr(argument, depth));
        }
        return new Expr.Call(function, exprs);
    }
}
