package safeconduct.cedar.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema as written, names not resolved; by namespace, which is empty for what stands outside of all. */
public record RawSchema(Map<String, Namespace> namespaces) {

    /** What one namespace declares. */
    public record Namespace(
            Map<String, RawType> types, Map<String, RawEntity> entities, Map<String, RawAction> actions) {}

    /** A type as written. */
    public sealed interface RawType {}

    /** A name: of a common type, an entity type or a built-in one, in this order. */
    public record Named(String path, int at) implements RawType {}

    /** A name that can only be that of an entity type. */
    public record EntityNamed(String path, int at) implements RawType {}

    /** A built-in type. */
    public record Fixed(CedarType type) implements RawType {}

    /** A set. */
    public record RawSet(RawType element) implements RawType {}

    /** A record. */
    public record RawRecord(Map<String, RawAttribute> attributes) implements RawType {}

    /** An attribute of a record. */
    public record RawAttribute(RawType type, boolean required) {}

    /** A declared type of entities. */
    public record RawEntity(
            List<Named> parents,
            RawType shape,
            @Nullable RawType tags,
            @Nullable List<String> ids,
            int at) {}

    /** A declared action. */
    public record RawAction(
            List<ActionRef> parents, List<Named> principals, List<Named> resources, RawType context, int at) {}

    /** A reference to an action; the type is empty when it is that of the same namespace. */
    public record ActionRef(String type, String id, int at) {}
}
