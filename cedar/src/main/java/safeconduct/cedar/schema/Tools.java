package safeconduct.cedar.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.Reading;
import safeconduct.cedar.schema.CedarType.Attribute;
import safeconduct.cedar.schema.Schema.EntityType;

/**
 * A schema made of a catalogue: what can be called, with arguments typed by the JSON Schema of each tool. The arguments
 * stand in the context, as {@code context.input}.
 */
public final class Tools {
    /** The attribute of the context that holds the arguments. */
    public static final String INPUT = "input";

    private final EntityUid action;
    private final String principal;
    private final Map<String, Attribute> context;
    private final List<Tool> tools = new ArrayList<>();

    /**
     * One tool.
     *
     * @param uid its name in policies
     * @param ancestors everything that it is in: its target, its environment
     * @param attributes its own attributes
     * @param input the types of its arguments
     * @param context what its calls have in their context besides
     */
    public record Tool(
            EntityUid uid,
            Set<EntityUid> ancestors,
            CedarType.RecordOf attributes,
            CedarType input,
            CedarType.RecordOf context) {}

    /**
     * For calls by principals of a type.
     *
     * @param context what every call has in its context beside its arguments
     */
    public Tools(EntityUid action, String principal, CedarType.RecordOf context) {
        this.action = action;
        this.principal = principal;
        this.context = Map.copyOf(context.attributes());
    }

    /**
     * Adds a tool.
     *
     * @param inputSchema its JSON Schema; empty when it has none
     * @throws safeconduct.cedar.CedarSyntaxException when that is no JSON object
     */
    public Tools with(EntityUid uid, Set<EntityUid> ancestors, CedarType.RecordOf attributes, String inputSchema) {
        CedarType input = inputSchema.isEmpty() ? new CedarType.Any() : type(uid.toString(), inputSchema);
        return with(new Tool(uid, Set.copyOf(ancestors), attributes, input, new CedarType.RecordOf(Map.of())));
    }

    /** Adds a tool. */
    public Tools with(Tool tool) {
        tools.add(tool);
        return this;
    }

    /**
     * The type of what a JSON Schema describes: integers are Long, other numbers Long or decimal, arrays sets; what can be of
     * several types, or of any, is not checked.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when the text is no JSON object
     */
    public static CedarType type(String file, String jsonSchema) {
        Reading reading = new Reading(file, jsonSchema);
        Json root = reading.root();
        reading.object(root, "a JSON Schema");
        return JsonSchemaTypes.of(root);
    }

    /** The tools. */
    public List<Tool> tools() {
        return List.copyOf(tools);
    }

    /** The action by which they are called. */
    public EntityUid action() {
        return action;
    }

    /** The type of who calls. */
    public String principal() {
        return principal;
    }

    /** The context of a call of one tool. */
    public CedarType.RecordOf context(Tool tool) {
        Map<String, Attribute> all = new TreeMap<>(context);
        all.putAll(tool.context().attributes());
        all.put(INPUT, new Attribute(tool.input(), true));
        return new CedarType.RecordOf(all);
    }

    /**
     * All names that policies about these tools can use. A tool, target or environment that is not in the catalogue is
     * unknown.
     *
     * @param more further types, such as those that the principal can be in
     */
    public Schema schema(List<EntityType> more) {
        return schema(more, List.of());
    }

    /**
     * As {@link #schema(List)}, with further actions, such as reading what is no tool.
     *
     * @param others their principals and resources are types of these tools or among the further ones
     */
    public Schema schema(List<EntityType> more, List<Schema.Action> others) {
        Map<String, Set<String>> ids = new TreeMap<>();
        Map<String, CedarType.RecordOf> attributes = new TreeMap<>();
        Map<String, Set<String>> parents = new TreeMap<>();
        for (Tool tool : tools) {
            ids.computeIfAbsent(tool.uid().type(), t -> new HashSet<>())
                    .add(tool.uid().id());
            attributes.put(tool.uid().type(), tool.attributes());
            for (EntityUid ancestor : tool.ancestors()) {
                ids.computeIfAbsent(ancestor.type(), t -> new HashSet<>()).add(ancestor.id());
                parents.computeIfAbsent(tool.uid().type(), t -> new HashSet<>()).add(ancestor.type());
            }
        }
        List<EntityType> types = new ArrayList<>(more);
        CedarType.RecordOf none = new CedarType.RecordOf(Map.of());
        ids.forEach((type, known) -> types.add(new EntityType(
                type,
                parents.getOrDefault(type, Set.of()),
                attributes.getOrDefault(type, none),
                null,
                Set.copyOf(known))));
        Set<String> resources = new HashSet<>();
        tools.forEach(tool -> resources.add(tool.uid().type()));
        List<Schema.Action> actions = new ArrayList<>(others);
        actions.add(new Schema.Action(action, Set.of(), Set.of(principal), resources, none));
        return new Schema(types, actions);
    }
}
