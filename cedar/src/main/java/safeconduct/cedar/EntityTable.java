package safeconduct.cedar;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities in a table, each with all its ancestors. */
final class EntityTable implements Entities {
    private final Map<EntityUid, Row> rows;

    private record Row(Entity entity, Set<EntityUid> ancestors) {}

    private EntityTable(Map<EntityUid, Row> rows) {
        this.rows = rows;
    }

    static EntityTable of(Collection<Entity> entities) {
        Map<EntityUid, Entity> byUid = HashMap.newHashMap(entities.size());
        for (Entity entity : entities) {
            Entity other = byUid.put(entity.uid(), entity);
            if (other != null && !other.equals(entity)) {
                throw new IllegalArgumentException("entity `" + entity.uid() + "` is given twice");
            }
        }
        Entities plain = byUid::get;
        Map<EntityUid, Row> rows = HashMap.newHashMap(entities.size());
        byUid.forEach((uid, entity) -> rows.put(uid, new Row(entity, checked(uid, plain.ancestors(uid)))));
        return new EntityTable(rows);
    }

    private static Set<EntityUid> checked(EntityUid uid, Set<EntityUid> ancestors) {
        if (ancestors.contains(uid)) {
            throw new IllegalArgumentException("entity `" + uid + "` is its own ancestor");
        }
        return Set.copyOf(ancestors);
    }

    @Override
    public @Nullable Entity find(EntityUid uid) {
        Row row = rows.get(uid);
        return row == null ? null : row.entity();
    }

    @Override
    public Set<EntityUid> ancestors(EntityUid uid) {
        Row row = rows.get(uid);
        return row == null ? Set.of() : row.ancestors();
    }
}
