package safeconduct.cedar.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.syntax.SchemaParser;

/** Which types of entities there are and which actions, with all names resolved. Immutable. */
public final class Schema {
    private final Map<String, EntityType> entityTypes;
    private final Map<EntityUid, Action> actions;
    private final Map<String, Set<String>> typeAncestors = new HashMap<>();
    private final Entities actionEntities;

    /**
     * A type of entities.
     *
     * @param parents the types that such an entity can be in, directly
     * @param tags the type of all its tags, or null when it can have none
     * @param ids the only ids there are, or null when any is fine
     */
    public record EntityType(
            String name,
            Set<String> parents,
            CedarType.RecordOf attributes,
            @Nullable CedarType tags,
            @Nullable Set<String> ids) {}

    /** An action: what it is in, and what it can be asked for. */
    public record Action(
            EntityUid uid,
            Set<EntityUid> parents,
            Set<String> principals,
            Set<String> resources,
            CedarType.RecordOf context) {}

    /** Of these types and actions, whose names are resolved. */
    public Schema(Collection<EntityType> types, Collection<Action> actions) {
        Map<String, EntityType> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.name(), type));
        Map<EntityUid, Action> byUid = new TreeMap<>();
        actions.forEach(action -> byUid.put(action.uid(), action));
        this.entityTypes = Map.copyOf(byName);
        this.actions = Map.copyOf(byUid);
        byName.keySet().forEach(name -> typeAncestors.put(name, ancestors(name)));
        List<Entity> entities = new ArrayList<>();
        actions.forEach(action -> entities.add(new Entity(action.uid(), action.parents(), Map.of(), Map.of())));
        this.actionEntities = Entities.of(entities);
    }

    private Set<String> ancestors(String name) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            EntityType type = entityTypes.get(open.removeLast());
            if (type != null) {
                type.parents().stream().filter(found::add).forEach(open::add);
            }
        }
        return found;
    }

    /**
     * Reads a schema in Cedar syntax.
     *
     * @throws safeconduct.cedar.CedarSyntaxException with everything that is wrong
     */
    public static Schema parse(String file, String text) {
        return Resolver.resolve(SchemaParser.parse(file, text), new safeconduct.cedar.syntax.Errors(file, text));
    }

    /**
     * Reads a schema in JSON syntax.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when something is wrong
     */
    public static Schema parseJson(String file, String text) {
        return Resolver.resolve(SchemaJson.parse(file, text), new safeconduct.cedar.syntax.Errors(file, text));
    }

    /** The types of entities, by name. */
    public Map<String, EntityType> entityTypes() {
        return entityTypes;
    }

    /** The actions. */
    public Map<EntityUid, Action> actions() {
        return actions;
    }

    /** The actions as entities, with what they are in. */
    public Entities actionEntities() {
        return actionEntities;
    }

    /** True when an entity of the first type can be one of the second, or in one. */
    public boolean canBeIn(String type, String ancestor) {
        return type.equals(ancestor)
                || typeAncestors.getOrDefault(type, Set.of()).contains(ancestor);
    }

    /** True when the action is the other, or in it. */
    public boolean isIn(EntityUid action, EntityUid ancestor) {
        return action.equals(ancestor) || actionEntities.ancestors(action).contains(ancestor);
    }

    /** True when the type is one of entities or of actions. */
    public boolean knows(String type) {
        return entityTypes.containsKey(type)
                || actions.keySet().stream().anyMatch(uid -> uid.type().equals(type));
    }

    /** True when there can be an entity of that name. */
    public boolean knows(EntityUid uid) {
        EntityType type = entityTypes.get(uid.type());
        Set<String> ids = type == null ? null : type.ids();
        return type == null ? actions.containsKey(uid) : ids == null || ids.contains(uid.id());
    }
}
