package safeconduct.cedar.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.json.Reading;
import safeconduct.cedar.json.ValueJson;
import safeconduct.cedar.schema.Schema;

/** What is said, and where; that it is said rightly the official engine is asked in {@code ConformityOracleTest}. */
class ConformityTest {

    private static final Schema SCHEMA = Schema.parse("s", """
        entity Team;
        entity User in [Team] { manager?: User, age: Long } tags Set<String>;
        entity Doc enum ["plan"];
        action read appliesTo { principal: User, resource: Doc, context: { rows: Long, by?: { ip: ipaddr } } };
        """);
    private static final Conformity CONFORMITY = new Conformity(SCHEMA);

    record Row(String given, List<String> problems) {
        Row(String given, String... problems) {
            this(given, List.of(problems));
        }

        @Override
        public String toString() {
            return given;
        }
    }

    static Stream<Row> entities() {
        return Stream.of(
                new Row("{uid: User a, attrs: {age: 3}, parents: [Team t], tags: {x: [y]}}"),
                new Row("{uid: User a, attrs: {}}", "`User::\"a\"`.age: is missing"),
                new Row(
                        "{uid: User a, attrs: {age: true, size: 1}}",
                        "`User::\"a\"`.age: is a `Bool`, expected `Long`",
                        "`User::\"a\"`.size: is not in the schema"),
                new Row(
                        "{uid: User a, attrs: {age: 1}, parents: [Doc plan]}",
                        "`User::\"a\"`: can't be in `Doc::\"plan\"`"),
                new Row(
                        "{uid: User a, attrs: {age: 1}, tags: {x: 1}}",
                        "`User::\"a\"` tag `x`: is a `Long`, expected `Set<String>`"),
                new Row("{uid: Team t, tags: {x: 1}}", "`Team::\"t\"`: can't have tags"),
                new Row("{uid: Doc draft}", "`Doc::\"draft\"`: there is no such entity"),
                new Row("{uid: Cat c}", "`Cat::\"c\"`: there is no such entity"));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void saysWhatIsWrongWithAnEntity(Row row) {
        String json = row.given()
                .replaceAll("(User|Team|Doc|Cat) (\\w+)", "{type: $1, id: $2}")
                .replaceAll("\\b([a-zA-Z]\\w*)\\b", "\"$1\"")
                .replace("\"true\"", "true");
        assertEquals(row.problems(), CONFORMITY.check(EntitiesJson.read("e", "[" + json + "]")));
    }

    static Stream<Row> contexts() {
        return Stream.of(
                new Row("{\"rows\": 1}"),
                new Row("{\"rows\": 1, \"by\": {\"ip\": {\"__extn\": {\"fn\": \"ip\", \"arg\": \"::1\"}}}}"),
                new Row("{}", "context.rows: is missing"),
                new Row("{\"rows\": 1, \"by\": {\"ip\": \"::1\"}}", "context.by.ip: is a `String`, expected `ipaddr`"),
                new Row(
                        "{\"rows\": 1, \"by\": {}, \"x\": 1}",
                        "context.by.ip: is missing",
                        "context.x: is not in the schema"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void saysWhatIsWrongWithAContext(Row row) {
        Reading reading = new Reading("c", row.given());
        assertEquals(
                row.problems(),
                CONFORMITY.check(
                        request("User", "read", "plan", Value.record(ValueJson.attributes(reading, reading.root())))));
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        Value.RecordValue context = Value.record(java.util.Map.of("rows", Value.of(1)));
        assertEquals(
                List.of(
                        "principal: is a `Team`, which the action does not apply to",
                        "resource: there is no `Doc::\"x\"`"),
                CONFORMITY.check(request("Team", "read", "x", context)));
        assertEquals(
                List.of("action: there is no `Action::\"write\"`"),
                CONFORMITY.check(request("User", "write", "plan", context)));
    }

    private static Request request(String principal, String action, String doc, Value.RecordValue context) {
        return new Request(
                new EntityUid(principal, "a"), new EntityUid("Action", action), new EntityUid("Doc", doc), context);
    }

    @Test
    void saysWhichEntityIsTooFarFromTheRequest() {
        PolicySet policies = PolicySet.parse("p", """
            permit (principal, action, resource)
            when { principal has manager && principal.manager.age > 3 };
            """);
        assertEquals(List.of(), new Validator(SCHEMA).check(policies, 2));
        Problem problem = new Validator(SCHEMA).check(policies, 1).getFirst();
        assertEquals("level", problem.kind());
        assertEquals(2, problem.place().line());
        assertEquals(
                "this needs entities of level 2, at most 1 are there",
                problem.place().message());
    }
}
