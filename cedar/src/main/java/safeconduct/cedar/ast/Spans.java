package safeconduct.cedar.ast;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Where in the text each node of a tree was read; beside the tree, so that trees are equal wherever they stand. */
public final class Spans {
    private final IdentityHashMap<Object, Span> spans = new IdentityHashMap<>();

    /** The characters {@code [start, end)} of the text; and how many levels the node has. */
    public record Span(int start, int end, int depth) {}

    /** Notes the place of a policy. */
    public void put(PolicyTree policy, int start, int end) {
        spans.put(policy, new Span(start, end, 0));
    }

    /** Notes the place of an expression, whose parts were noted before; the first note counts. Returns its levels. */
    public int put(Expr expr, int start, int end) {
        Span known = spans.get(expr);
        if (known != null) {
            return known.depth;
        }
        int depth = 0;
        for (Expr child : expr.children()) {
            Span span = spans.get(child);
            depth = span == null ? depth : Math.max(depth, span.depth);
        }
        spans.put(expr, new Span(start, end, depth + 1));
        return depth + 1;
    }

    /** The place of a node, or null for one that was never read. */
    public @Nullable Span find(Object node) {
        return spans.get(node);
    }
}
