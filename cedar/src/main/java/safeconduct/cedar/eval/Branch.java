package safeconduct.cedar.eval;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.ast.Scope;

/** One level of the index: what follows for each scope that one part of the request can fit. Immutable once built. */
final class Branch<T> {
    /** How many types can be compared in the time of one look-up. */
    private static final int TYPE_TESTS_PER_LOOKUP = 4;

    private @Nullable T any;
    private Map<EntityUid, T> equal = Map.of();
    private Map<EntityUid, T> within = Map.of();

    /** The type of all that something can be within; empty when there are several. Most ancestors are of another. */
    private String withinType = "";

    private Map<String, T> typed = Map.of();

    /** Goes on with what follows. */
    @FunctionalInterface
    interface Visitor<T> {
        void visit(Walk walk, T next);
    }

    /** Changes what follows for a scope: gets what was there. */
    @FunctionalInterface
    interface Change<T> {
        T apply(@Nullable T old);
    }

    /** This with a change; only what changes is copied, or nothing when this is still being built. */
    Branch<T> with(Scope scope, Change<T> change, boolean building) {
        Branch<T> changed = building ? this : copy();
        switch (scope) {
            case Scope.Any x -> changed.any = change.apply(any);
            case Scope.Eq(Scope.Ref ref) -> changed.equal = put(equal, uid(ref), change, building);
            case Scope.In(Scope.Ref ref) -> changed.within(uid(ref), change, building);
            case Scope.IsIn(String type, Scope.Ref ref) -> changed.within(uid(ref), change, building);
            case Scope.Is(String type) -> changed.typed = put(typed, type, change, building);
            case Scope.InAny(var uids) -> {
                for (EntityUid uid : Set.copyOf(uids)) {
                    changed.within(uid, change, building);
                }
            }
        }
        return changed;
    }

    private void within(EntityUid uid, Change<T> change, boolean building) {
        boolean same = within.isEmpty() || uid.type().equals(withinType);
        withinType = same ? uid.type() : "";
        within = put(within, uid, change, building);
    }

    private Branch<T> copy() {
        Branch<T> copy = new Branch<>();
        copy.any = any;
        copy.equal = equal;
        copy.within = within;
        copy.withinType = withinType;
        copy.typed = typed;
        return copy;
    }

    private static <K, T> Map<K, T> put(Map<K, T> map, K key, Change<T> change, boolean building) {
        Map<K, T> target = building && !map.isEmpty() ? map : new HashMap<>(map);
        target.put(key, change.apply(map.get(key)));
        return target;
    }

    private static EntityUid uid(Scope.Ref ref) {
        return switch (ref) {
            case Scope.Uid(EntityUid uid) -> uid;
            case Scope.Slot slot -> throw new IllegalArgumentException("a template has no place in the index");
        };
    }

    /** Everything that follows for an entity. */
    void visit(EntityUid uid, Walk walk, Visitor<T> visitor) {
        if (any != null) {
            visitor.visit(walk, any);
        }
        take(equal, uid, walk, visitor);
        take(within, uid, walk, visitor);
        take(typed, uid.type(), walk, visitor);
        if (!within.isEmpty()) {
            ancestors(walk.frame().ancestors(uid), walk, visitor);
        }
    }

    /** Looks for the fewer among the more; where the type alone tells most apart, more are as cheap. */
    private void ancestors(Set<EntityUid> ancestors, Walk walk, Visitor<T> visitor) {
        int fewer = withinType.isEmpty() ? within.size() : TYPE_TESTS_PER_LOOKUP * within.size();
        if (ancestors.size() <= fewer) {
            for (EntityUid ancestor : ancestors) {
                if (withinType.isEmpty() || ancestor.type().equals(withinType)) {
                    take(within, ancestor, walk, visitor);
                }
            }
            return;
        }
        for (Map.Entry<EntityUid, T> entry : within.entrySet()) {
            if (ancestors.contains(entry.getKey())) {
                visitor.visit(walk, entry.getValue());
            }
        }
    }

    private static <K, T> void take(Map<K, T> map, K key, Walk walk, Visitor<T> visitor) {
        T found = map.isEmpty() ? null : map.get(key);
        if (found != null) {
            visitor.visit(walk, found);
        }
    }
}
