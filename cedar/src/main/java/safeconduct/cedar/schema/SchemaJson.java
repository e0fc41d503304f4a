package safeconduct.cedar.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.Reading;
import safeconduct.cedar.schema.RawSchema.ActionRef;
import safeconduct.cedar.schema.RawSchema.Named;
import safeconduct.cedar.schema.RawSchema.Namespace;
import safeconduct.cedar.schema.RawSchema.RawAction;
import safeconduct.cedar.schema.RawSchema.RawAttribute;
import safeconduct.cedar.schema.RawSchema.RawEntity;
import safeconduct.cedar.schema.RawSchema.RawRecord;
import safeconduct.cedar.schema.RawSchema.RawType;

/** Reads schemas in JSON syntax. */
final class SchemaJson {
    private static final RawRecord NOTHING = new RawRecord(Map.of());
    private static final Json NONE = Json.of(Map.of());

    private final Reading reading;

    private SchemaJson(Reading reading) {
        this.reading = reading;
    }

    static RawSchema parse(String file, String text) {
        Reading reading = new Reading(file, text);
        SchemaJson schema = new SchemaJson(reading);
        Map<String, Namespace> namespaces = new LinkedHashMap<>();
        reading.object(reading.root(), "an object of namespaces")
                .forEach((name, json) -> namespaces.put(name, schema.namespace(json)));
        return new RawSchema(namespaces);
    }

    private Namespace namespace(Json json) {
        Map<String, Json> fields = reading.object(
                json,
                "`commonTypes`, `entityTypes`, `actions`",
                Set.of("commonTypes", "entityTypes", "actions", "annotations"));
        Map<String, RawType> types = new LinkedHashMap<>();
        each(fields.getOrDefault("commonTypes", NONE), (name, type) -> types.put(name, type(type)));
        Map<String, RawEntity> entities = new LinkedHashMap<>();
        each(fields.getOrDefault("entityTypes", NONE), (name, type) -> entities.put(name, entity(type)));
        Map<String, RawAction> actions = new LinkedHashMap<>();
        each(fields.getOrDefault("actions", NONE), (name, action) -> actions.put(name, action(action)));
        return new Namespace(types, entities, actions);
    }

    private void each(Json json, java.util.function.BiConsumer<String, Json> consumer) {
        reading.object(json, "an object").forEach(consumer);
    }

    private RawEntity entity(Json json) {
        Json shape = reading.optional(json, "shape");
        Json tags = reading.optional(json, "tags");
        Json ids = reading.optional(json, "enum");
        return new RawEntity(
                names(reading.optional(json, "memberOfTypes")),
                shape == null ? NOTHING : type(shape),
                tags == null ? null : type(tags),
                ids == null
                        ? null
                        : reading.array(ids, "a list of ids").stream()
                                .map(id -> reading.string(id, "an id"))
                                .toList(),
                json.at());
    }

    private RawAction action(Json json) {
        Json appliesTo = reading.optional(json, "appliesTo");
        Json context = appliesTo instanceof Json.Obj ? reading.optional(appliesTo, "context") : null;
        return new RawAction(
                parents(reading.optional(json, "memberOf")),
                appliesTo instanceof Json.Obj ? names(reading.field(appliesTo, "principalTypes")) : List.of(),
                appliesTo instanceof Json.Obj ? names(reading.field(appliesTo, "resourceTypes")) : List.of(),
                context == null ? NOTHING : type(context),
                json.at());
    }

    private List<ActionRef> parents(@Nullable Json json) {
        List<ActionRef> parents = new ArrayList<>();
        if (json != null && !(json instanceof Json.Null)) {
            for (Json parent : reading.array(json, "a list of actions")) {
                Json type = reading.optional(parent, "type");
                parents.add(new ActionRef(
                        type == null ? "" : reading.string(type, "a type"),
                        reading.string(reading.field(parent, "id"), "an id"),
                        parent.at()));
            }
        }
        return parents;
    }

    private List<Named> names(@Nullable Json json) {
        List<Named> names = new ArrayList<>();
        if (json != null) {
            for (Json name : reading.array(json, "a list of types")) {
                names.add(new Named(reading.string(name, "the name of a type"), name.at()));
            }
        }
        return names;
    }

    private RawType type(Json json) {
        String kind = reading.string(reading.field(json, "type"), "the name of a type");
        return switch (kind) {
            case "String" -> new RawSchema.Fixed(Primitive.STRING);
            case "Long" -> new RawSchema.Fixed(Primitive.LONG);
            case "Boolean", "Bool" -> new RawSchema.Fixed(Primitive.BOOL);
            case "Set" -> new RawSchema.RawSet(type(reading.field(json, "element")));
            case "Record" -> recordOf(reading.field(json, "attributes"));
            case "Entity" -> new RawSchema.EntityNamed(name(json), json.at());
            case "Extension" -> new Named("__cedar::" + name(json), json.at());
            case "EntityOrCommon" -> new Named(name(json), json.at());
            default -> new Named(kind, json.at());
        };
    }

    private String name(Json json) {
        return reading.string(reading.field(json, "name"), "the name of a type");
    }

    private RawRecord recordOf(Json json) {
        Map<String, RawAttribute> attributes = new LinkedHashMap<>();
        each(json, (name, attribute) -> {
            Json required = reading.optional(attribute, "required");
            boolean optional = required instanceof Json.Bool(boolean value, int at) && !value;
            attributes.put(name, new RawAttribute(type(attribute), !optional));
        });
        return new RawRecord(attributes);
    }
}
