package safeconduct.cedar.eval;

import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Var;

/**
 * A part of the request, or an attribute below it: {@code context.input.rows}. One node instead of a chain, since
 * conditions read little else.
 */
final class Path implements Node {
    private final Var root;
    private final String[] names;

    private Path(Var root, String[] names) {
        this.root = root;
        this.names = names;
    }

    /** Empty-handed (null) when the expression starts elsewhere. */
    static @Nullable Path of(Expr expr) {
        return of(expr, 0);
    }

    private static @Nullable Path of(Expr expr, int below) {
        return switch (expr) {
            case Expr.Variable(Var name) -> new Path(name, new String[below]);
            case Expr.GetAttr(Expr body, String name) -> {
                Path path = of(body, below + 1);
                if (path != null) {
                    // Requests are mostly built with literals: then equal names are the same object.
                    path.names[path.names.length - 1 - below] = name.intern();
                }
                yield path;
            }
            default -> null;
        };
    }

    @Override
    public Value value(Frame frame) {
        Value at = frame.part(root);
        for (String name : names) {
            Value next = at instanceof Value.RecordValue attributes ? attributes.get(name) : null;
            at = next == null ? Attributes.get(frame, at, name) : next;
        }
        return at;
    }
}
