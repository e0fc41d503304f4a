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

/** Entities as JSON: a list of <code>{"uid": …, "parents": […], "attrs": {…}, "tags": {…}}</code>. */
public final class EntitiesJson {
    private static final Set<String> FIELDS = Set.of("uid", "parents", "attrs", "tags");

    private EntitiesJson() {}

    /**
     * Reads entities without a schema: what is no plain string, number, list or object must say so.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when the text is none
     */
    public static List<Entity> read(String file, String text) {
        Reading reading = new Reading(file, text);
        List<Entity> entities = new ArrayList<>();
        for (Json json : reading.array(reading.root(), "a list of entities")) {
            entities.add(entity(reading, json));
        }
        return entities;
    }

    private static Entity entity(Reading reading, Json json) {
        Map<String, Json> fields = reading.object(json, "`uid`, `parents`, `attrs` and `tags`", FIELDS);
        EntityUid uid = ValueJson.entityUid(reading, reading.field(json, "uid"));
        Set<EntityUid> parents = new HashSet<>();
        for (Json parent : reading.array(fields.getOrDefault("parents", Json.of(List.of())), "a list of entities")) {
            parents.add(ValueJson.entityUid(reading, parent));
        }
        return new Entity(uid, parents, values(reading, fields, "attrs"), values(reading, fields, "tags"));
    }

    private static Map<String, Value> values(Reading reading, Map<String, Json> fields, String name) {
        return ValueJson.attributes(reading, fields.getOrDefault(name, Json.of(Map.of())));
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
