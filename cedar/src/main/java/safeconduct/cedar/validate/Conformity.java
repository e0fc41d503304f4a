package safeconduct.cedar.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.DecimalValue;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.CedarType.Attribute;
import safeconduct.cedar.schema.Schema;

/**
 * Checks requests and entities against a schema: a validated policy never errs for a reason of types on what conforms. An
 * answer is a list of sentences with the place first, as in {@code context.input.rows: is a String, expected Long}; empty
 * when all is well.
 */
public final class Conformity {
    private final Schema schema;

    /** To this schema. */
    public Conformity(Schema schema) {
        this.schema = schema;
    }

    /** What is wrong with a request. */
    public List<String> check(Request request) {
        List<String> problems = new ArrayList<>();
        Schema.Action action = schema.actions().get(request.action());
        if (action == null) {
            problems.add("action: there is no `" + request.action() + "`");
            return problems;
        }
        part("principal", request.principal(), action.principals(), problems);
        part("resource", request.resource(), action.resources(), problems);
        record("context", request.context(), action.context(), problems);
        return problems;
    }

    private void part(String name, EntityUid uid, Set<String> types, List<String> problems) {
        if (!types.contains(uid.type())) {
            problems.add(name + ": is a `" + uid.type() + "`, which the action does not apply to");
        } else if (!schema.knows(uid)) {
            problems.add(name + ": there is no `" + uid + "`");
        }
    }

    /** What is wrong with entities, in the order of the collection. */
    public List<String> check(Collection<Entity> entities) {
        List<String> problems = new ArrayList<>();
        Map<EntityUid, Entity> byUid = new HashMap<>();
        entities.forEach(entity -> byUid.put(entity.uid(), entity));
        Entities given = byUid::get;
        for (Entity entity : entities) {
            Set<EntityUid> ancestors = given.ancestors(entity.uid());
            if (ancestors.contains(entity.uid())) {
                problems.add("`" + entity.uid() + "`: is in itself");
            } else if (schema.actions().containsKey(entity.uid())) {
                action(entity, ancestors, problems);
            } else {
                check(entity, problems);
            }
        }
        return problems;
    }

    private void check(Entity entity, List<String> problems) {
        String name = "`" + entity.uid() + "`";
        Schema.EntityType type = schema.entityTypes().get(entity.uid().type());
        if (type == null || !schema.knows(entity.uid())) {
            problems.add(name + ": there is no such entity");
            return;
        }
        for (EntityUid parent : entity.parents()) {
            if (!type.parents().contains(parent.type()) || !schema.knows(parent)) {
                problems.add(name + ": can't be in `" + parent + "`");
            }
        }
        attributes(name, entity.attributes(), type.attributes(), problems);
        tags(name, entity.tags(), type.tags(), problems);
    }

    private void action(Entity entity, Set<EntityUid> ancestors, List<String> problems) {
        boolean same = ancestors.equals(schema.actionEntities().ancestors(entity.uid()));
        if (!same || !entity.attributes().isEmpty() || !entity.tags().isEmpty()) {
            problems.add("`" + entity.uid() + "`: is not as the schema has it");
        }
    }

    private void tags(String name, Map<String, Value> tags, @Nullable CedarType type, List<String> problems) {
        if (type == null && !tags.isEmpty()) {
            problems.add(name + ": can't have tags");
        } else if (type != null) {
            new TreeMap<>(tags).forEach((tag, value) -> value(name + " tag `" + tag + "`", value, type, problems));
        }
    }

    private void attributes(String at, Map<String, Value> values, CedarType.RecordOf type, List<String> problems) {
        for (Map.Entry<String, Attribute> attribute : type.attributes().entrySet()) {
            Value value = values.get(attribute.getKey());
            String place = at + "." + attribute.getKey();
            if (value != null) {
                value(place, value, attribute.getValue().type(), problems);
            } else if (attribute.getValue().required()) {
                problems.add(place + ": is missing");
            }
        }
        for (String name : new TreeMap<>(values).keySet()) {
            if (!type.attributes().containsKey(name)) {
                problems.add(at + "." + name + ": is not in the schema");
            }
        }
    }

    private void record(String at, Value.RecordValue value, CedarType.RecordOf type, List<String> problems) {
        attributes(at, value.attributes(), type, problems);
    }

    private void value(String at, Value value, CedarType type, List<String> problems) {
        switch (type) {
            case CedarType.Any any -> {
                // Whatever it is.
            }
            case CedarType.RecordOf map
            when value instanceof Value.RecordValue found -> record(at, found, map, problems);
            case CedarType.SetOf(CedarType element)
            when value instanceof Value.SetValue found -> {
                for (Value each : found.elements()) {
                    value(at + "[]", each, element, problems);
                }
            }
            case CedarType.Entity(String name)
            when value instanceof EntityUid uid && uid.type().equals(name) -> {
                if (!schema.knows(uid)) {
                    problems.add(at + ": there is no `" + uid + "`");
                }
            }
            default -> {
                if (!plain(value, type)) {
                    problems.add(at + ": is a `" + value.typeName() + "`, expected `" + type.shown() + "`");
                }
            }
        }
    }

    private static boolean plain(Value value, CedarType type) {
        return switch (type) {
            case CedarType.Bool bool -> value instanceof Value.BoolValue;
            case CedarType.LongType number -> value instanceof Value.LongValue;
            case CedarType.JsonNumber number -> value instanceof Value.LongValue || value instanceof DecimalValue;
            case CedarType.StringType text -> value instanceof Value.StringValue;
            case CedarType.Extension(String name) -> value.typeName().equals(name);
            default -> false;
        };
    }
}
