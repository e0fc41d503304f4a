package safeconduct.cedar;

import java.util.Objects;

/** Names an entity: {@code Type::"id"}; the type is a path such as {@code App::User}. */
public record EntityUid(String type, String id) implements Value, Comparable<EntityUid> {

    /** Refuses absent parts. */
    public EntityUid {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public String typeName() {
        return type;
    }

    @Override
    public int compareTo(EntityUid other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
    }

    /** As Cedar writes it. */
    @Override
    public String toString() {
        return type + "::" + Quoted.of(id);
    }
}
