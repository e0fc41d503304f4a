package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Schema.EntityType;

/** Entities as JSON: a list of <code>{"uid": …, "parents": […], "attrs": {…}, "tags": {…}}</code>. */
public final class EntitiesJson {
    private static final Set<String> FIELDS = Set.of("uid", "parents", "attrs", "tags");

    private static final EntityType UNKNOWN =
            new EntityType("", Set.of(), new CedarType.RecordOf(Map.of()), null, null);

    private EntitiesJson() {}

    /**
     * Reads entities without a schema: what is no plain string, number, list or object must say so.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when the text is none
     */
    public static List<Entity> read(String file, String text) {
        return read(file, text, new Schema(List.of(), List.of()));
    }

    /**
     * Reads entities whose attributes have the types of a schema: they need no marks. What does not fit its type is read
     * as if there were no schema.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when the text is none
     */
    public static List<Entity> read(String file, String text, Schema schema) {
        Reading reading = new Reading(file, text);
        List<Entity> entities = new ArrayList<>();
        for (Json json : reading.array(reading.root(), "a list of entities")) {
            entities.add(entity(reading, json, schema));
        }
        return entities;
    }

    /** Reads the context of requests for an action. */
    public static Value.RecordValue context(Reading reading, Json json, CedarType.RecordOf type) {
        return Value.record(new TypedValues(reading).attributes(json, type));
    }

    private static Entity entity(Reading reading, Json json, Schema schema) {
        Map<String, Json> fields = reading.object(json, "`uid`, `parents`, `attrs` and `tags`", FIELDS);
        EntityUid uid = ValueJson.entityUid(reading, reading.field(json, "uid"));
        Set<EntityUid> parents = new HashSet<>();
        for (Json parent : reading.array(fields.getOrDefault("parents", Json.of(List.of())), "a list of entities")) {
            parents.add(ValueJson.entityUid(reading, parent));
        }
        EntityType type = schema.entityTypes().getOrDefault(uid.type(), UNKNOWN);
        TypedValues values = new TypedValues(reading);
        Map<String, Value> tags = new LinkedHashMap<>();
        reading.object(fields.getOrDefault("tags", Json.of(Map.of())), "an object of values")
                .forEach((name, value) -> tags.put(name, values.read(value, type.tags())));
        Json attributes = fields.getOrDefault("attrs", Json.of(Map.of()));
        return new Entity(uid, parents, values.attributes(attributes, type.attributes()), tags);
    }

    /** Writes entities, sorted by name, so that equal ones give the same bytes. */
    public static Json write(List<Entity> entities) {
        return Json.of(entities.stream()
                .sorted(Comparator.comparing(Entity::uid))
                .map(EntitiesJson::write)
                .toList());
    }

    private static Json write(Entity entity) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("uid", ValueJson.write(entity.uid()));
        fields.put("attrs", ValueJson.write(entity.attributes()));
        fields.put(
                "parents",
                Json.of(entity.parents().stream().sorted().map(ValueJson::write).toList()));
        if (!entity.tags().isEmpty()) {
            fields.put("tags", ValueJson.write(entity.tags()));
        }
        return Json.of(fields);
    }
}
