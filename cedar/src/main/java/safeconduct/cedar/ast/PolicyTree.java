package safeconduct.cedar.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EntityUid;

/** A policy or template as written, without its id. */
public record PolicyTree(Effect effect, Map<String, String> annotations, Head head, List<Condition> conditions) {

    /** How many levels a condition has at most, so that no part of the engine runs out of stack. */
    public static final int LEVELS_MAX = 280;

    /**
     * Copies what can change.
     *
     * @throws IllegalArgumentException when a condition has more than {@link #LEVELS_MAX} levels
     */
    public PolicyTree {
        annotations = Ordered.copyOf(annotations);
        conditions = List.copyOf(conditions);
        for (Condition condition : conditions) {
            shallow(condition.body());
        }
    }

    private static void shallow(Expr expr) {
        List<Expr> level = List.of(expr);
        for (int levels = 1; !level.isEmpty(); levels++) {
            if (levels > LEVELS_MAX) {
                throw new IllegalArgumentException("a condition of more than " + LEVELS_MAX + " levels");
            }
            List<Expr> below = new ArrayList<>();
            level.forEach(each -> below.addAll(each.children()));
            level = below;
        }
    }

    /** The three scopes. */
    public record Head(Scope principal, Scope action, Scope resource) {}

    /** {@code when} or {@code unless}. */
    public record Condition(boolean when, Expr body) {}

    /** The slots it has. */
    public Set<Var> slots() {
        Set<Var> slots = new TreeSet<>();
        slot(head.principal, slots);
        slot(head.resource, slots);
        return slots;
    }

    private static void slot(Scope scope, Set<Var> slots) {
        Scope.Ref ref = ref(scope);
        if (ref instanceof Scope.Slot(Var variable)) {
            slots.add(variable);
        }
    }

    /** The entity or slot that a scope names, or null. */
    public static Scope.@org.jspecify.annotations.Nullable Ref ref(Scope scope) {
        return switch (scope) {
            case Scope.Eq(Scope.Ref ref) -> ref;
            case Scope.In(Scope.Ref ref) -> ref;
            case Scope.IsIn(String type, Scope.Ref ref) -> ref;
            case Scope.Any any -> null;
            case Scope.Is is -> null;
            case Scope.InAny in -> null;
        };
    }

    /** With its slots filled. */
    public PolicyTree link(Map<Var, EntityUid> values) {
        Head linked = new Head(link(head.principal, values), head.action, link(head.resource, values));
        return new PolicyTree(effect, annotations, linked, conditions);
    }

    private static Scope link(Scope scope, Map<Var, EntityUid> values) {
        return switch (scope) {
            case Scope.Eq(Scope.Ref ref) -> new Scope.Eq(link(ref, values));
            case Scope.In(Scope.Ref ref) -> new Scope.In(link(ref, values));
            case Scope.IsIn(String type, Scope.Ref ref) -> new Scope.IsIn(type, link(ref, values));
            case Scope.Any any -> any;
            case Scope.Is is -> is;
            case Scope.InAny in -> in;
        };
    }

    private static Scope.Ref link(Scope.Ref ref, Map<Var, EntityUid> values) {
        if (!(ref instanceof Scope.Slot(Var variable))) {
            return ref;
        }
        EntityUid uid = values.get(variable);
        if (uid == null) {
            throw new IllegalArgumentException("slot `?" + variable.word() + "` is not filled");
        }
        return new Scope.Uid(uid);
    }
}
