package safeconduct.cedar.partial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Values;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.eval.Compiler;
import safeconduct.cedar.eval.Frame;

/** Works out expressions as far as what is known reaches. */
final class Partial {
    private static final EntityUid NOBODY = new EntityUid("Unknown", "");

    private final PartialRequest request;
    private final Frame frame;

    Partial(PartialRequest request, Entities entities) {
        this.request = request;
        Request known = new Request(
                known(request.principal()), known(request.action()), known(request.resource()), request.context());
        this.frame = new Frame(known, entities);
    }

    private static EntityUid known(PartialRequest.Part part) {
        return part instanceof PartialRequest.Known(EntityUid uid) ? uid : NOBODY;
    }

    Outcome run(Expr expr) {
        return switch (expr) {
            case Expr.Literal(Value value) -> new Outcome.Known(value);
            case Expr.Variable(Var name) -> isKnown(name) ? evaluate(expr) : new Outcome.Open(expr);
            case Expr.And(List<Expr> parts) -> chain(parts, false);
            case Expr.Or(List<Expr> parts) -> chain(parts, true);
            case Expr.If choice -> choice(choice);
            case Expr.Is is -> is(is);
            case Expr.GetAttr get -> attribute(get, get.body(), get.name());
            case Expr.HasAttr has -> attribute(has, has.body(), has.name());
            case Expr other -> strict(other);
        };
    }

    private boolean isKnown(Var name) {
        return switch (name) {
            case PRINCIPAL -> request.principal() instanceof PartialRequest.Known;
            case ACTION -> request.action() instanceof PartialRequest.Known;
            case RESOURCE -> request.resource() instanceof PartialRequest.Known;
            case CONTEXT -> request.unknown().isEmpty();
        };
    }

    private Outcome evaluate(Expr expr) {
        try {
            return new Outcome.Known(Compiler.compile(expr).value(frame));
        } catch (EvaluationException e) {
            return new Outcome.Errs();
        }
    }

    /** Left to right; ends at the first part that decides. What errs behind something open must stay: it may not be reached. */
    private Outcome chain(List<Expr> parts, boolean ends) {
        List<Expr> open = new ArrayList<>();
        for (Expr part : parts) {
            Outcome outcome = run(part);
            if (outcome instanceof Outcome.Open(Expr rest)) {
                open.add(rest);
            } else if (!(outcome instanceof Outcome.Known known && known.is(!ends))) {
                if (open.isEmpty()) {
                    return outcome.equals(new Outcome.Known(Value.of(ends))) ? outcome : new Outcome.Errs();
                }
                open.add(outcome instanceof Outcome.Known(Value value) ? Values.expr(value) : part);
                break;
            }
        }
        if (open.isEmpty()) {
            return new Outcome.Known(Value.of(!ends));
        }
        if (open.size() == 1) {
            // Alone it must still be a truth value; joined with the neutral one it is checked.
            Expr only = open.getFirst();
            return new Outcome.Open(isBoolean(only) ? only : join(ends, List.of(only, neutral(ends))));
        }
        return new Outcome.Open(join(ends, open));
    }

    private static Expr neutral(boolean ends) {
        return new Expr.Literal(Value.of(!ends));
    }

    private static Expr join(boolean or, List<Expr> parts) {
        return or ? Expr.or(parts) : Expr.and(parts);
    }

    private static boolean isBoolean(Expr expr) {
        return switch (expr) {
            case Expr.And x -> true;
            case Expr.Or x -> true;
            case Expr.Not x -> true;
            case Expr.HasAttr x -> true;
            case Expr.Is x -> true;
            case Expr.Like x -> true;
            case Expr.IsEmpty x -> true;
            case Expr.Binary binary ->
                switch (binary.op()) {
                    case ADD, SUB, MUL, GET_TAG -> false;
                    default -> true;
                };
            default -> false;
        };
    }

    private Outcome choice(Expr.If choice) {
        Outcome test = run(choice.test());
        return switch (test) {
            case Outcome.Known known when known.is(true) -> run(choice.yes());
            case Outcome.Known known when known.is(false) -> run(choice.no());
            case Outcome.Open(Expr rest) -> new Outcome.Open(new Expr.If(rest, left(choice.yes()), left(choice.no())));
            case Outcome other -> new Outcome.Errs();
        };
    }

    /** An expression as it can be written into what is left. */
    private Expr left(Expr expr) {
        return switch (run(expr)) {
            case Outcome.Known(Value value) -> Values.expr(value);
            case Outcome.Open(Expr rest) -> rest;
            case Outcome.Errs errs -> expr;
        };
    }

    private Outcome is(Expr.Is is) {
        if (is.ancestor()
                != null) { // The type is tested first, and what can't be of it is not asked for its ancestors.
            Expr typed = new Expr.Is(is.body(), is.type(), null);
            return run(Expr.and(List.of(typed, new Expr.Binary(Op.IN, is.body(), is.ancestor()))));
        }
        if (is.body() instanceof Expr.Variable(Var name) && !isKnown(name) && name != Var.CONTEXT) {
            String type = part(name) instanceof PartialRequest.Unknown(String known) ? known : "";
            return type.isEmpty() ? new Outcome.Open(is) : new Outcome.Known(Value.of(type.equals(is.type())));
        }
        return strict(is);
    }

    private PartialRequest.Part part(Var name) {
        return switch (name) {
            case PRINCIPAL -> request.principal();
            case ACTION -> request.action();
            default -> request.resource();
        };
    }

    /** {@code body.name} or {@code body has name}: of the context it may be known although its neighbours are not. */
    private Outcome attribute(Expr whole, Expr body, String name) {
        List<String> path = contextPath(body);
        if (path == null || request.unknown().isEmpty()) {
            return strict(whole);
        }
        List<String> full = new ArrayList<>(path);
        full.add(name);
        boolean below = request.unknown().stream().anyMatch(unknown -> startsWith(full, unknown));
        boolean above = request.unknown().stream().anyMatch(unknown -> startsWith(unknown, full));
        if (below || (above && whole instanceof Expr.GetAttr)) {
            return new Outcome.Open(whole);
        }
        Outcome outcome = evaluate(whole);
        boolean perhaps = above && outcome instanceof Outcome.Known known && known.is(false);
        return perhaps ? new Outcome.Open(whole) : outcome;
    }

    private static boolean startsWith(List<String> path, List<String> start) {
        return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }

    private static @Nullable List<String> contextPath(Expr expr) {
        if (expr instanceof Expr.Variable(Var name)) {
            return name == Var.CONTEXT ? List.of() : null;
        }
        if (!(expr instanceof Expr.GetAttr(Expr body, String name))) {
            return null;
        }
        List<String> path = contextPath(body);
        if (path == null) {
            return null;
        }
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    /** An expression that needs all its parts: errs when one does. */
    private Outcome strict(Expr expr) {
        List<Expr> parts = new ArrayList<>();
        boolean open = false;
        for (Expr child : expr.children()) {
            switch (run(child)) {
                case Outcome.Known(Value value) -> parts.add(Values.expr(value));
                case Outcome.Open(Expr rest) -> {
                    parts.add(rest);
                    open = true;
                }
                case Outcome.Errs errs -> {
                    return errs;
                }
            }
        }
        Expr rest = with(expr, parts);
        return open ? new Outcome.Open(rest) : evaluate(rest);
    }

    private static Expr with(Expr expr, List<Expr> parts) {
        return switch (expr) {
            case Expr.Not x -> new Expr.Not(parts.getFirst());
            case Expr.Negate x -> new Expr.Negate(parts.getFirst());
            case Expr.Binary x -> new Expr.Binary(x.op(), parts.getFirst(), parts.getLast());
            case Expr.IsEmpty x -> new Expr.IsEmpty(parts.getFirst());
            case Expr.GetAttr x -> new Expr.GetAttr(parts.getFirst(), x.name());
            case Expr.HasAttr x -> new Expr.HasAttr(parts.getFirst(), x.name());
            case Expr.Like x -> new Expr.Like(parts.getFirst(), x.pattern());
            case Expr.Is x -> new Expr.Is(parts.getFirst(), x.type(), x.ancestor() == null ? null : parts.getLast());
            case Expr.SetOf x -> new Expr.SetOf(parts);
            case Expr.Call x -> new Expr.Call(x.function(), parts);
            case Expr.RecordOf x -> recordOf(x, parts);
            default -> throw new IllegalStateException("not strict: " + expr);
        };
    }

    private static Expr recordOf(Expr.RecordOf old, List<Expr> values) {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        int i = 0;
        for (String name : old.attributes().keySet()) {
            attributes.put(name, values.get(i++));
        }
        return new Expr.RecordOf(attributes);
    }
}
