package safeconduct.cedar.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.official.Official;
import safeconduct.cedar.schema.Schema;

class ValidatorTest {
    private static final String TEXT = """
        namespace Shop {
          type Address = { street: String, zip?: Long };
          entity User in [Group] = { name: String, home: Address, age?: Long } tags String;
          entity Group;
          entity Color enum ["red", "green"];
          entity Order = { owner: User, total: decimal, placed: datetime };
          action view, list in [read] appliesTo { principal: User, resource: Order, context: { ip: ipaddr, mfa?: Bool } };
          action read;
          action paint appliesTo { principal: [User, Group], resource: Color };
        }
        """;
    private static final String JSON = """
        {"Shop": {
          "commonTypes": {"Address": {"type": "Record", "attributes": {
            "street": {"type": "String"}, "zip": {"type": "Long", "required": false}}}},
          "entityTypes": {
            "User": {"memberOfTypes": ["Group"], "tags": {"type": "String"}, "shape": {"type": "Record", "attributes": {
              "name": {"type": "String"}, "home": {"type": "Address"}, "age": {"type": "Long", "required": false}}}},
            "Group": {}, "Color": {"enum": ["red", "green"]},
            "Order": {"shape": {"type": "Record", "attributes": {
              "owner": {"type": "Entity", "name": "User"}, "total": {"type": "Extension", "name": "decimal"},
              "placed": {"type": "EntityOrCommon", "name": "datetime"}}}}},
          "actions": {
            "view": {"memberOf": [{"id": "read"}], "appliesTo": {"principalTypes": ["User"], "resourceTypes": ["Order"],
              "context": {"type": "Record", "attributes": {
                "ip": {"type": "Extension", "name": "ipaddr"}, "mfa": {"type": "Boolean", "required": false}}}}},
            "list": {"memberOf": [{"id": "read"}], "appliesTo": {"principalTypes": ["User"], "resourceTypes": ["Order"],
              "context": {"type": "Record", "attributes": {
                "ip": {"type": "Extension", "name": "ipaddr"}, "mfa": {"type": "Boolean", "required": false}}}}},
            "read": {},
            "paint": {"appliesTo": {"principalTypes": ["User", "Group"], "resourceTypes": ["Color"]}}}}}
        """;
    private static final Schema SCHEMA = Schema.parse("shop.cedarschema", TEXT);

    record Row(String condition, String problem) {
        String policy() {
            return condition.startsWith("permit")
                    ? condition
                    : "permit (principal is Shop::User, action in Shop::Action::\"read\", resource) when { " + condition
                            + " };";
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("principal.name == \"x\"", ""),
                new Row("principal.nam == \"x\"", "`principal` has no attribute `nam`"),
                new Row("principal.age > 3", "attribute `age` may be missing: ask `principal has age && …` first"),
                new Row("principal has age && principal.age > 3", ""),
                new Row("principal has home.zip && principal.home.zip == 1", ""),
                new Row(
                        "principal.name > 3",
                        "`String` and `Long` have no order; two of Long, datetime or duration have"),
                new Row("principal.name == 3", "`String` is compared with `Long`, which it never equals"),
                new Row("resource.owner == principal", ""),
                new Row("resource.total.lessThan(decimal(\"1.5\"))", ""),
                new Row(
                        "resource.total.lessThan(decimal(principal.name))",
                        "`decimal` needs its text written out here"),
                new Row("resource.total.lessThan(decimal(\"x\"))", "`x` is not a decimal such as `12.5`"),
                new Row("resource.placed < datetime(\"2026-01-01\")", ""),
                new Row("context.ip.isLoopback()", ""),
                new Row("context.mfa", "attribute `mfa` may be missing: ask `context has mfa && …` first"),
                new Row("context has mfa && context.mfa", ""),
                new Row(
                        "principal.getTag(\"a\") == \"x\"",
                        "the tag may be missing: ask `principal.hasTag(\"a\") && …` first"),
                new Row("principal.hasTag(\"a\") && principal.getTag(\"a\") == \"x\"", ""),
                new Row("resource.hasTag(\"a\")", ""),
                new Row("principal in Shop::Group::\"g\"", ""),
                new Row("principal in Shop::Gruop::\"g\"", "there is no entity `Shop::Gruop::\"g\"`"),
                new Row("[] == [principal]", "the elements of an empty set have no type"),
                new Row("[1, \"a\"].contains(1)", "`Long` and `String` have no type in common"),
                new Row("if principal.name like \"a*\" then true else 1 < 2", ""),
                new Row(
                        "permit (principal, action == Shop::Action::\"veiw\", resource);",
                        "there is no action `Shop::Action::\"veiw\"`"),
                new Row(
                        "permit (principal, action, resource == Shop::Color::\"blue\");",
                        "there is no entity `Shop::Color::\"blue\"`"),
                new Row("permit (principal, action == Shop::Action::\"paint\", resource == Shop::Color::\"red\");", ""),
                new Row(
                        "permit (principal is Shop::Group, action in Shop::Action::\"read\", resource);",
                        "no action applies to the principals and resources of this policy"),
                new Row("permit (principal is Shop::Usr, action, resource);", "there is no entity type `Shop::Usr`"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatIsWrongAndAgreesWithTheOfficialValidator(Row row) {
        List<Problem> problems = new Validator(SCHEMA).check(PolicySet.parse("p.cedar", row.policy()));
        Set<String> messages = problems.stream().map(p -> p.place().message()).collect(Collectors.toSet());
        assertEquals(row.problem().isEmpty() ? Set.of() : Set.of(row.problem()), messages);
        List<String> official = Official.validate(row.policy(), TEXT);
        assertEquals(official.isEmpty(), problems.isEmpty(), String.join("\n", official));
    }

    @Test
    void pointsAtThePlaceAndSuggestsTheName() {
        Problem problem = new Validator(SCHEMA)
                .check(PolicySet.parse(
                        "p.cedar",
                        "permit (principal, action == Shop::Action::\"view\", resource)\n"
                                + "when { resource.ownr == principal };"))
                .getFirst();
        assertEquals("""
            p.cedar:2:8: `resource` has no attribute `ownr`
              | when { resource.ownr == principal };
              |        ^^^^^^^^^^^^^
              did you mean `owner`?\
            """, problem.place().render());
    }

    @Test
    void readsTheSameFromBothSyntaxes() {
        Schema json = Schema.parseJson("shop.json", JSON);
        assertEquals(SCHEMA.entityTypes(), json.entityTypes());
        assertEquals(SCHEMA.actions(), json.actions());
    }

    @Test
    void reportsAllErrorsOfASchemaAtOnce() {
        CedarSyntaxException thrown = assertThrows(
                CedarSyntaxException.class,
                () -> Schema.parse("s", "entity A in B;\nentity C = { x: Strng };\ntype T = T;\nentity D { t: T };"));
        assertEquals(3, thrown.errors().size(), thrown.getMessage());
        assertTrue(
                assertThrows(CedarSyntaxException.class, () -> Schema.parse("s", "entity ;\nentity A;\naction a in;"))
                                .errors()
                                .size()
                        >= 2);
    }
}
