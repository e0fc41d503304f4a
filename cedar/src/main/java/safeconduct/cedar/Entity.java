package safeconduct.cedar;

import java.util.Map;
import java.util.Set;

/** A thing that policies speak about: its direct parents, attributes and tags. */
public record Entity(EntityUid uid, Set<EntityUid> parents, Map<String, Value> attributes, Map<String, Value> tags) {

    /** Copies what can change. */
    public Entity {
        parents = Set.copyOf(parents);
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    /** Without attributes and tags. */
    public static Entity of(EntityUid uid, EntityUid... parents) {
        return new Entity(uid, Set.of(parents), Map.of(), Map.of());
    }
}
