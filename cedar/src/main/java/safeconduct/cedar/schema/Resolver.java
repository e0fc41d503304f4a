package safeconduct.cedar.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.schema.RawSchema.ActionRef;
import safeconduct.cedar.schema.RawSchema.Named;
import safeconduct.cedar.schema.RawSchema.Namespace;
import safeconduct.cedar.schema.RawSchema.RawAction;
import safeconduct.cedar.schema.RawSchema.RawEntity;
import safeconduct.cedar.schema.RawSchema.RawType;
import safeconduct.cedar.syntax.Errors;
import safeconduct.cedar.syntax.Names;

/** Finds what each name of a schema means: first in its namespace, then outside of all, then built in. */
final class Resolver {
    private static final Map<String, CedarType> BUILT_IN = new HashMap<>();

    static {
        BUILT_IN.put("Bool", Primitive.BOOL);
        BUILT_IN.put("Boolean", Primitive.BOOL);
        BUILT_IN.put("Long", Primitive.LONG);
        BUILT_IN.put("String", Primitive.STRING);
        for (String name : List.of("decimal", "ipaddr", "datetime", "duration")) {
            BUILT_IN.put(name, new CedarType.Extension(name));
        }
    }

    private final Map<String, RawType> common = new HashMap<>();
    private final Map<String, String> namespaceOf = new HashMap<>();
    private final Set<String> entities = new HashSet<>();
    private final Set<String> resolving = new HashSet<>();
    private final Errors errors;

    private Resolver(Errors errors) {
        this.errors = errors;
    }

    static Schema resolve(RawSchema raw, Errors errors) {
        Resolver resolver = new Resolver(errors);
        raw.namespaces().forEach(resolver::declare);
        List<Schema.EntityType> types = new ArrayList<>();
        List<Schema.Action> actions = new ArrayList<>();
        raw.namespaces().forEach((name, namespace) -> {
            namespace.entities().forEach((entity, body) -> types.add(resolver.entity(name, entity, body)));
            namespace.actions().forEach((action, body) -> actions.add(resolver.action(name, action, body)));
        });
        resolver.checkParents(actions, raw);
        if (!errors.isEmpty()) {
            throw errors.thrown();
        }
        try {
            return new Schema(types, actions);
        } catch (IllegalArgumentException e) {
            errors.add(0, 1, String.valueOf(e.getMessage()), "a hierarchy without circles");
            throw errors.thrown();
        }
    }

    private static String qualify(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "::" + name;
    }

    private void declare(String name, Namespace namespace) {
        namespace.types().forEach((type, body) -> {
            common.put(qualify(name, type), body);
            namespaceOf.put(qualify(name, type), name);
        });
        namespace.entities().keySet().forEach(entity -> entities.add(qualify(name, entity)));
    }

    private Schema.EntityType entity(String namespace, String name, RawEntity body) {
        RawType tags = body.tags();
        List<String> ids = body.ids();
        return new Schema.EntityType(
                qualify(namespace, name),
                entityNames(namespace, body.parents()),
                shape(namespace, body.shape(), body.at()),
                tags == null ? null : type(namespace, tags),
                ids == null ? null : Set.copyOf(ids));
    }

    private Schema.Action action(String namespace, String id, RawAction body) {
        Set<EntityUid> parents = new HashSet<>();
        for (ActionRef parent : body.parents()) {
            parents.add(uid(namespace, parent));
        }
        return new Schema.Action(
                new EntityUid(qualify(namespace, "Action"), id),
                parents,
                entityNames(namespace, body.principals()),
                entityNames(namespace, body.resources()),
                shape(namespace, body.context(), body.at()));
    }

    private static EntityUid uid(String namespace, ActionRef ref) {
        String type = ref.type().isEmpty() ? "Action" : ref.type();
        return new EntityUid(type.contains("::") ? type : qualify(namespace, type), ref.id());
    }

    private void checkParents(List<Schema.Action> actions, RawSchema raw) {
        Set<EntityUid> known = new HashSet<>();
        actions.forEach(action -> known.add(action.uid()));
        raw.namespaces()
                .forEach((name, namespace) -> namespace.actions().values().stream()
                        .flatMap(action -> action.parents().stream())
                        .filter(parent -> !known.contains(uid(name, parent))
                                && !known.contains(new EntityUid(parent.type(), parent.id())))
                        .forEach(parent -> errors.add(
                                parent.at(), parent.at() + 1, "there is no action `" + parent.id() + "`", "")));
    }

    private Set<String> entityNames(String namespace, List<Named> names) {
        Set<String> found = new HashSet<>();
        for (Named name : names) {
            if (type(namespace, new RawSchema.EntityNamed(name.path(), name.at()))
                    instanceof CedarType.Entity(String n)) {
                found.add(n);
            }
        }
        return found;
    }

    private CedarType.RecordOf shape(String namespace, RawType raw, int at) {
        if (type(namespace, raw) instanceof CedarType.RecordOf shape) {
            return shape;
        }
        errors.add(at, at + 1, "this must have the form of a record", "`{ … }` or the name of a record type");
        return new CedarType.RecordOf(Map.of());
    }

    private CedarType type(String namespace, RawType raw) {
        return switch (raw) {
            case RawSchema.Fixed(CedarType type) -> type;
            case RawSchema.RawSet(RawType element) -> new CedarType.SetOf(type(namespace, element));
            case RawSchema.RawRecord(var attributes) -> {
                Map<String, CedarType.Attribute> resolved = new TreeMap<>();
                attributes.forEach((name, attribute) -> resolved.put(
                        name, new CedarType.Attribute(type(namespace, attribute.type()), attribute.required())));
                yield new CedarType.RecordOf(resolved);
            }
            case RawSchema.Named(String path, int at) -> named(namespace, path, at, true);
            case RawSchema.EntityNamed(String path, int at) -> named(namespace, path, at, false);
        };
    }

    private CedarType named(String namespace, String path, int at, boolean anyType) {
        List<String> candidates =
                path.contains("::") || namespace.isEmpty() ? List.of(path) : List.of(qualify(namespace, path), path);
        for (String candidate : candidates) {
            RawType alias = anyType ? common.get(candidate) : null;
            if (alias != null) {
                return alias(candidate, alias, at);
            }
            if (entities.contains(candidate)) {
                return new CedarType.Entity(candidate);
            }
        }
        CedarType builtIn = anyType ? builtIn(path) : null;
        if (builtIn != null) {
            return builtIn;
        }
        if (path.equals("Action") || path.endsWith("::Action")) {
            return new CedarType.Entity(path.contains("::") ? path : candidates.getFirst());
        }
        Set<String> known = new HashSet<>(entities);
        known.addAll(anyType ? common.keySet() : Set.of());
        String near = Names.near(path, known);
        errors.add(
                at,
                at + path.length(),
                "there is no type `" + path + "`",
                near == null ? "a declared type" : "`" + near + "`");
        return Primitive.STRING;
    }

    private CedarType alias(String name, RawType body, int at) {
        if (!resolving.add(name)) {
            errors.add(at, at + 1, "type `" + name + "` contains itself", "a type without circle");
            return Primitive.STRING;
        }
        CedarType resolved = type(namespaceOf.getOrDefault(name, ""), body);
        resolving.remove(name);
        return resolved;
    }

    private static @Nullable CedarType builtIn(String path) {
        return BUILT_IN.get(path.startsWith("__cedar::") ? path.substring("__cedar::".length()) : path);
    }
}
