package safeconduct.cedar;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entities that exist during one decision. */
@FunctionalInterface
public interface Entities {

    /** The entity of that name, or null. Answers the same for as long as a decision runs. */
    @Nullable
    Entity find(EntityUid uid);

    /** Everything that the entity is in, directly or through others; without itself. */
    default Set<EntityUid> ancestors(EntityUid uid) {
        Entity start = find(uid);
        if (start == null || start.parents().isEmpty()) {
            return Set.of();
        }
        Set<EntityUid> seen = new HashSet<>(start.parents());
        Deque<EntityUid> open = new ArrayDeque<>(start.parents());
        while (!open.isEmpty()) {
            Entity next = find(open.pop());
            if (next != null) {
                next.parents().stream().filter(seen::add).forEach(open::push);
            }
        }
        return seen;
    }

    /** None. */
    static Entities none() {
        return uid -> null;
    }

    /**
     * These, with their ancestors worked out once.
     *
     * @throws IllegalArgumentException when two have one name, or one is its own ancestor
     */
    static Entities of(Collection<Entity> entities) {
        return EntityTable.of(entities);
    }

    /** These. */
    static Entities of(Entity... entities) {
        return of(List.of(entities));
    }

    /** These in front of others: where both know an entity, the first counts. */
    default Entities over(Entities others) {
        return uid -> {
            Entity found = find(uid);
            return found != null ? found : others.find(uid);
        };
    }
}
