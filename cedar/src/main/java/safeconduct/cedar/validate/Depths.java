package safeconduct.cedar.validate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.schema.CedarType;

/**
 * How far from the request the entities stand that an expression needs: {@code principal.name} needs level 1,
 * {@code principal.manager.name} level 2. Looks only at what the typer reached.
 */
final class Depths {
    /** More than any level: entities that are written out stand nowhere near the request. */
    static final int UNREACHABLE = Integer.MAX_VALUE / 2;

    private final IdentityHashMap<Expr, CedarType> reached = new IdentityHashMap<>();
    private final List<Expr> order = new ArrayList<>();

    void reached(Expr expr, CedarType type) {
        if (reached.put(expr, type) == null) {
            order.add(expr);
        }
    }

    /** Where the most is needed, and how much; null when nothing is. */
    @Nullable
    Need most() {
        Need most = null;
        for (Expr expr : order) {
            Expr holder = looksInto(expr);
            if (holder != null) {
                int level = Math.min(1 + distance(holder), UNREACHABLE);
                most = most == null || level > most.level() ? new Need(expr, level) : most;
            }
        }
        return most;
    }

    /** An expression and the level that it needs. */
    record Need(Expr where, int level) {}

    /** The entity that must be there for this expression, or null. */
    private @Nullable Expr looksInto(Expr expr) {
        return switch (expr) {
            case Expr.GetAttr(Expr body, String name) -> entity(body);
            case Expr.HasAttr(Expr body, String name) -> entity(body);
            case Expr.Binary(Op op, Expr left, Expr right)
            when op == Op.IN || op == Op.HAS_TAG || op == Op.GET_TAG -> entity(left);
            case Expr.Is is -> is.ancestor() != null && reached.containsKey(is.ancestor()) ? entity(is.body()) : null;
            default -> null;
        };
    }

    private @Nullable Expr entity(Expr expr) {
        return reached.get(expr) instanceof CedarType.Entity ? expr : null;
    }

    private int distance(Expr expr) {
        return switch (expr) {
            case Expr.Variable variable -> 0;
            case Expr.GetAttr(Expr.RecordOf map, String name)
            when map.attributes().containsKey(name) ->
                distance(Objects.requireNonNull(map.attributes().get(name)));
            case Expr.GetAttr(Expr body, String name) -> distance(body) + (entity(body) == null ? 0 : 1);
            case Expr.Binary binary when binary.op() == Op.GET_TAG -> distance(binary.left()) + 1;
            case Expr.If choice -> Math.max(branch(choice.yes()), branch(choice.no()));
            default -> UNREACHABLE;
        };
    }

    private int branch(Expr expr) {
        return reached.containsKey(expr) ? distance(expr) : 0;
    }
}
