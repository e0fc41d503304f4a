package safeconduct.cedar.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.explain.Explanation.Change;
import safeconduct.cedar.syntax.Printer;

/** Looks for changes of a request that make tests hold, and tries them. */
final class Changes {
    static final int ALTERNATIVES_MAX = 64;

    private Changes() {}

    /** What a part of the request is to become. */
    private record Wish(Expr part, Value value) {}

    static List<Change> smallest(
            PolicySet policies, Request request, Entities entities, List<List<Expr>> wishes, List<List<Expr>> more) {
        List<Change> best = List.of();
        for (List<Expr> wanted : wishes) {
            for (List<Expr> also : more) {
                List<Expr> tests = new ArrayList<>(wanted);
                tests.addAll(also);
                List<Change> changes = tried(policies, request, entities, tests);
                if (!changes.isEmpty() && (best.isEmpty() || changes.size() < best.size())) {
                    best = changes;
                }
            }
        }
        return best;
    }

    private static List<Change> tried(PolicySet policies, Request request, Entities entities, List<Expr> tests) {
        try {
            return changes(policies, request, entities, tests);
        } catch (EvaluationException impossible) {
            return List.of(); // Such as a value that would be too deep.
        }
    }

    private static List<Change> changes(PolicySet policies, Request request, Entities entities, List<Expr> tests) {
        Map<String, Wish> wishes = new TreeMap<>();
        for (Expr test : tests) {
            Wish wish = wish(test, true);
            if (wish == null || wishes.put(Printer.print(wish.part()), wish) != null) {
                return List.of(); // Nothing simple mends it, or two tests want different things of one part.
            }
        }
        Request changed = request;
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Wish> entry : wishes.entrySet()) {
            Wish wish = entry.getValue();
            Value old = read(request, wish.part());
            changes.add(new Change(
                    entry.getKey(),
                    old == null ? "absent" : old.toString(),
                    wish.value().toString()));
            changed = write(changed, wish);
        }
        return policies.authorize(changed, entities).allowed() ? changes : List.of();
    }

    private static @Nullable Wish wish(Expr test, boolean wanted) {
        return switch (test) {
            case Expr.Not(Expr body) -> wish(body, !wanted);
            case Expr.Binary(Op op, Expr left, Expr.Literal(Value value))
            when changeable(left) -> compared(op, left, value, wanted);
            case Expr.Binary(Op op, Expr.SetOf(List<Expr> elements), Expr part)
            when op == Op.CONTAINS && wanted && changeable(part) && !elements.isEmpty() ->
                elements.getFirst() instanceof Expr.Literal(Value value) ? new Wish(part, value) : null;
            case Expr.Like(Expr part, var pattern)
            when wanted && changeable(part) -> new Wish(part, Value.of(String.join("", pattern.pieces())));
            case Expr part when changeable(part) -> new Wish(part, Value.of(wanted));
            case Expr other -> null;
        };
    }

    private static @Nullable Wish compared(Op op, Expr part, Value value, boolean wanted) {
        return switch (op) {
            case EQ -> wanted ? new Wish(part, value) : null;
            case NE -> wanted ? null : new Wish(part, value);
            case LE -> near(part, value, wanted ? 0 : 1);
            case LT -> near(part, value, wanted ? -1 : 0);
            case GE -> near(part, value, wanted ? 0 : -1);
            case GT -> near(part, value, wanted ? 1 : 0);
            case IN -> wanted && value instanceof EntityUid ? new Wish(part, value) : null;
            default -> null;
        };
    }

    private static @Nullable Wish near(Expr part, Value value, long step) {
        return value instanceof Value.LongValue(long number) ? new Wish(part, Value.of(number + step)) : null;
    }

    private static boolean changeable(Expr expr) {
        return switch (expr) {
            case Expr.Variable x -> true;
            case Expr.GetAttr get -> inContext(get);
            default -> false;
        };
    }

    private static boolean inContext(Expr expr) {
        return switch (expr) {
            case Expr.Variable(var name) -> name == safeconduct.cedar.ast.Var.CONTEXT;
            case Expr.GetAttr(Expr body, String name) -> inContext(body);
            default -> false;
        };
    }

    private static @Nullable Value read(Request request, Expr part) {
        return switch (part) {
            case Expr.Variable(var name) ->
                switch (name) {
                    case PRINCIPAL -> request.principal();
                    case ACTION -> request.action();
                    case RESOURCE -> request.resource();
                    case CONTEXT -> request.context();
                };
            case Expr.GetAttr(Expr body, String name) ->
                read(request, body) instanceof Value.RecordValue map ? map.get(name) : null;
            default -> null;
        };
    }

    private static Request write(Request r, Wish wish) {
        if (wish.part() instanceof Expr.Variable(var name) && wish.value() instanceof EntityUid uid) {
            return switch (name) {
                case PRINCIPAL -> new Request(uid, r.action(), r.resource(), r.context());
                case ACTION -> new Request(r.principal(), uid, r.resource(), r.context());
                case RESOURCE -> new Request(r.principal(), r.action(), uid, r.context());
                case CONTEXT -> r;
            };
        }
        if (!(wish.part() instanceof Expr.GetAttr(Expr body, String name))) {
            return r;
        }
        Map<String, Value> attributes = new LinkedHashMap<>();
        if (read(r, body) instanceof Value.RecordValue map) {
            attributes.putAll(map.attributes());
        }
        attributes.put(name, wish.value());
        Value.RecordValue holder = Value.record(attributes);
        return body instanceof Expr.Variable
                ? new Request(r.principal(), r.action(), r.resource(), holder)
                : write(r, new Wish(body, holder));
    }
}
