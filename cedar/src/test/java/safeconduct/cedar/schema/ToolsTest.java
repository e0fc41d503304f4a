package safeconduct.cedar.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.schema.CedarType.Attribute;
import safeconduct.cedar.validate.Validator;

class ToolsTest {
    private static final CedarType.RecordOf NONE = new CedarType.RecordOf(Map.of());
    private static final Tools TOOLS = new Tools(
                    new EntityUid("Action", "tools/call"),
                    "Task",
                    new CedarType.RecordOf(Map.of("environment", new Attribute(Primitive.STRING, true))))
            .with(new EntityUid("Tool", "orders/query"), Set.of(new EntityUid("Target", "orders")), NONE, """
                {"type": "object", "required": ["table"], "properties": {
                  "table": {"type": "string"}, "rows": {"type": "integer"}, "price": {"type": "number"},
                  "columns": {"type": "array", "items": {"type": "string"}}, "free": {}}}\
                """)
            .with(
                    new EntityUid("Tool", "mail/send"),
                    Set.of(new EntityUid("Target", "mail")),
                    NONE,
                    "{\"type\": \"object\", \"required\": [\"to\"], \"properties\": {\"to\": {\"type\": \"string\"}}}");
    private static final Validator VALIDATOR =
            new Validator(TOOLS.schema(List.of(new Schema.EntityType("Task", Set.of(), NONE, null, null))), TOOLS);

    record Row(String resource, String condition, String problem) {}

    static List<Row> rows() {
        String query = " == Tool::\"orders/query\"";
        return List.of(
                new Row(query, "context.input.table == \"x\"", ""),
                new Row(query, "context.input.tabel == \"x\"", "`context.input` has no attribute `tabel`"),
                new Row(query, "context.input.table == 3", "`String` is compared with `Long`, which it never equals"),
                new Row(query, "context.input has rows && context.input.rows < 3", ""),
                new Row(
                        query,
                        "context.input.rows < 3",
                        "attribute `rows` may be missing: ask `context.input has rows && …` first"),
                new Row(query, "context.input has price && context.input.price.lessThan(decimal(\"3.5\"))", ""),
                new Row(query, "context.input has price && context.input.price < 3", ""),
                new Row(query, "context.input has price && 3 < context.input.price", ""),
                new Row(
                        query,
                        "context.input has price && context.input.price == \"3\"",
                        "`number` is compared with `String`, which it never equals"),
                new Row(query, "context.input has columns && context.input.columns.contains(\"a\")", ""),
                new Row(query, "context.input has free && context.input.free.deep > 3", ""),
                new Row(query, "context.environment == \"dev\"", ""),
                new Row(" in Target::\"mail\"", "context.input.to like \"*@example.org\"", ""),
                new Row(
                        " in Target::\"mail\"",
                        "context.input.table == \"x\"",
                        "`context.input` has no attribute `table`"),
                new Row("", "resource == Tool::\"mail/send\" && context.input.to == \"x\"", ""),
                new Row("", "resource in Target::\"orders\" && context.input.table == \"x\"", ""),
                new Row("", "context.input.to == \"x\"", "`context.input` has no attribute `to`"),
                new Row(" == Tool::\"orders/qurey\"", "true", "there is no entity `Tool::\"orders/qurey\"`"),
                new Row(" in Target::\"order\"", "true", "there is no entity `Target::\"order\"`"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void checksRulesAgainstTheToolsThatTheyApplyTo(Row row) {
        String text = "permit (principal, action, resource" + row.resource() + ") when { " + row.condition() + " };";
        Set<String> messages = VALIDATOR.check(PolicySet.parse("p.cedar", text)).stream()
                .map(problem -> problem.place().message())
                .collect(Collectors.toSet());
        assertEquals(row.problem().isEmpty() ? Set.of() : Set.of(row.problem()), messages);
    }
}
