package safeconduct.config.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.CedarType.Attribute;
import safeconduct.cedar.schema.Primitive;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Schema.EntityType;
import safeconduct.cedar.schema.Tools;
import safeconduct.cedar.validate.Validator;
import safeconduct.config.Configuration;
import safeconduct.kernel.Json;

/** The types of everything that a policy can see of a call, as {@code PolicyEngine.Question} lists it. */
final class ToolTypes {

    private static final CedarType ANY = new CedarType.Any();
    private static final CedarType TEXTS = new CedarType.SetOf(Primitive.STRING);
    private static final CedarType.RecordOf NONE = record(Map.of());
    private static final CedarType SQL = record(Map.of(
            "verb", must(Primitive.STRING),
            "tables", must(TEXTS),
            "columns", must(TEXTS),
            "functions", must(TEXTS),
            "readOnly", must(Primitive.BOOL)));
    private static final CedarType USAGE =
            record(Map.of("calls", must(Primitive.LONG), "rows", must(Primitive.LONG), "bytes", must(Primitive.LONG)));
    private static final CedarType USER =
            record(Map.of("subject", must(Primitive.STRING), "issuer", must(Primitive.STRING), "groups", must(TEXTS)));
    private static final CedarType.RecordOf RESOURCE = record(Map.of(
            "effect", must(Primitive.STRING),
            "environment", must(Primitive.STRING),
            "dataClasses", must(TEXTS)));

    private final Configuration configuration;

    private ToolTypes(Configuration configuration) {
        this.configuration = configuration;
    }

    static Tools tools(Configuration configuration) {
        ToolTypes types = new ToolTypes(configuration);
        Tools tools = new Tools(new EntityUid("Action", "tools/call"), "Task", context());
        configuration.bundle().targets().values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(target -> target.tools().values().stream()
                        .filter(tool -> !tool.name().contains("/"))
                        .forEach(tool -> tools.with(types.tool(target, tool))));
        return tools;
    }

    static Validator validator(Configuration configuration, Tools tools) {
        ToolTypes types = new ToolTypes(configuration);
        return new Validator(tools.schema(types.others(), types.reads()), tools);
    }

    private Tools.Tool tool(Target target, Tool tool) {
        EntityUid uid = new EntityUid("Tool", target.name() + "/" + tool.name());
        Set<EntityUid> ancestors = Set.of(
                new EntityUid("Target", target.name().value()), new EntityUid("Environment", target.environment()));
        Map<String, Attribute> more =
                tool.sqlArgument().isPresent() ? Map.of("sql", must(SQL)) : Map.<String, Attribute>of();
        return new Tools.Tool(uid, ancestors, RESOURCE, input(target, tool), record(more));
    }

    private CedarType input(Target target, Tool tool) {
        Optional<ToolDescription> described = configuration.tools().getOrDefault(target.name(), List.of()).stream()
                .filter(description -> description.name().equals(tool.name()))
                .findFirst();
        return described
                .map(description -> Tools.type(tool.name(), Json.text(description.inputSchema())))
                .orElse(ANY);
    }

    private List<EntityType> others() {
        Set<String> names = configuration.bundle().agents().keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<String> over = Set.of("Target", "Environment");
        List<EntityType> types = new ArrayList<>();
        types.add(new EntityType("Task", Set.of("Purpose", "Agent"), NONE, null, null));
        types.add(new EntityType("Agent", Set.of(), NONE, null, names));
        types.add(new EntityType(
                "Purpose",
                Set.of(),
                NONE,
                null,
                configuration.bundle().purposes().keySet()));
        types.add(new EntityType("Resource", over, RESOURCE, null, null));
        types.add(new EntityType("Prompt", over, RESOURCE, null, null));
        return types;
    }

    private List<Schema.Action> reads() {
        Map<String, Attribute> context = new HashMap<>(context().attributes());
        context.put("input", must(ANY));
        return List.of(
                new Schema.Action(
                        new EntityUid("Action", "resources/read"),
                        Set.of(),
                        Set.of("Task"),
                        Set.of("Resource"),
                        record(context)),
                new Schema.Action(
                        new EntityUid("Action", "prompts/get"),
                        Set.of(),
                        Set.of("Task"),
                        Set.of("Prompt"),
                        record(context)));
    }

    private static CedarType.RecordOf context() {
        Map<String, Attribute> context = new HashMap<>();
        for (String text : List.of("purpose", "environment", "voucher", "effect", "method", "target", "tool")) {
            context.put(text, must(Primitive.STRING));
        }
        context.put("parameters", must(ANY));
        context.put("usage", must(USAGE));
        context.put("user", new Attribute(USER, false));
        context.put("now", must(new CedarType.Extension("datetime")));
        return record(context);
    }

    private static Attribute must(CedarType type) {
        return new Attribute(type, true);
    }

    private static CedarType.RecordOf record(Map<String, Attribute> attributes) {
        return new CedarType.RecordOf(attributes);
    }
}
