package safeconduct.cedar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.ast.Var;

class PolicySetTest {
    private static final EntityUid ALICE = new EntityUid("User", "alice");
    private static final EntityUid STAFF = new EntityUid("Group", "staff");
    private static final EntityUid READ = new EntityUid("Action", "read");
    private static final EntityUid READS = new EntityUid("Action", "reads");
    private static final EntityUid ALL = new EntityUid("Action", "all");
    private static final EntityUid DOC = new EntityUid("Doc", "plan");
    private static final Entities WORLD = Entities.of(
            new Entity(ALICE, Set.of(STAFF), Map.of("level", Value.of(3)), Map.of("team", Value.of("red"))),
            Entity.of(STAFF, new EntityUid("Group", "everyone")),
            Entity.of(READ, READS),
            Entity.of(READS, ALL),
            Entity.of(DOC, new EntityUid("Folder", "plans")));

    private static Answer ask(PolicySet policies) {
        Value.RecordValue context = Value.record(Map.of("size", Value.of(7)));
        return policies.authorize(new Request(ALICE, READ, DOC, context), WORLD);
    }

    private static Answer ask(String policies) {
        return ask(PolicySet.parse("test.cedar", policies));
    }

    @Test
    void deniesWhenNoPolicySaysAnything() {
        assertEquals(new Answer(false, List.of(), List.of()), ask(PolicySet.empty()));
    }

    @Test
    void namesThePermitsThatAllowedIt() {
        assertEquals(new Answer(true, List.of("policy0", "policy2"), List.of()), ask("""
            permit (principal in Group::"everyone", action, resource in Folder::"plans");
            permit (principal == User::"bob", action, resource);
            permit (principal is User in Group::"staff", action in Action::"all", resource is Doc)
            when { principal.level > 2 && context.size == 7 && principal.getTag("team") == "red" };
            """));
    }

    @Test
    void letsOneForbidWinOverAllPermits() {
        assertEquals(
                new Answer(false, List.of("policy1"), List.of()),
                ask("permit (principal, action, resource); forbid (principal, action, resource is Doc);"));
    }

    @Test
    void leavesOutAndReportsAPolicyThatErrs() {
        Answer answer = ask("permit (principal, action, resource);"
                + " forbid (principal, action, resource) when { context.missing };");
        assertTrue(answer.allowed());
        assertEquals(List.of(new PolicyError("policy1", "the record has no attribute `missing`")), answer.errors());
    }

    @Test
    void meetsAPolicyOnceThatListsSeveralGroupsOfTheAction() {
        Answer answer =
                ask("permit (principal, action in [Action::\"reads\", Action::\"all\", Action::\"read\"], resource);");
        assertEquals(List.of("policy0"), answer.determining());
    }

    @Test
    void takesIdsFromAnnotationsWhenAskedTo() {
        PolicySet policies = PolicySet.parse(
                "test.cedar",
                "@id(\"open\") permit (principal, action, resource); permit (principal, action, resource);",
                PolicyIds.FROM_ANNOTATION);
        assertEquals(List.of("open", "policy1"), ask(policies).determining());
    }

    @Test
    void linksATemplateAndIgnoresItUntilThen() {
        PolicySet policies =
                PolicySet.parse("test.cedar", "permit (principal in ?principal, action, resource == ?resource);");
        assertFalse(ask(policies).allowed());
        PolicySet linked = policies.link("policy0", "link", Map.of(Var.PRINCIPAL, STAFF, Var.RESOURCE, DOC));
        assertEquals(List.of("link"), ask(linked).determining());
        assertThrows(IllegalArgumentException.class, () -> policies.link("policy0", "x", Map.of(Var.PRINCIPAL, STAFF)));
    }

    @Test
    void changesWithoutChangingTheOldSet() {
        PolicySet one = PolicySet.parse("test.cedar", "permit (principal, action, resource);");
        Policy forbid = Policy.parse("no", "forbid (principal in Group::\"staff\", action, resource);");
        PolicySet two = one.with(forbid);
        assertTrue(ask(one).allowed());
        assertEquals(List.of("no"), ask(two).determining());
        assertEquals(List.of("policy0"), ask(two.without("no")).determining());
        assertEquals(one, two.without("no"));
        assertThrows(IllegalArgumentException.class, () -> two.with(forbid));
    }

    @Test
    void reportsAllErrorsOfATextAtOnce() {
        CedarSyntaxException thrown =
                assertThrows(CedarSyntaxException.class, () -> PolicySet.parse("test.cedar", """
                    permit (principal, action, resource) when { context.tags.contain(1) };
                    permti (principal, action, resource);
                    permit (principal, action);
                    """));
        assertEquals(3, thrown.errors().size());
        assertEquals(
                """
                test.cedar:1:58: there is no method `contain`
                  | permit (principal, action, resource) when { context.tags.contain(1) };
                  |                                                          ^^^^^^^\
                """,
                thrown.errors()
                        .getFirst()
                        .render()
                        .lines()
                        .limit(3)
                        .collect(java.util.stream.Collectors.joining("\n")));
        assertEquals("contains", thrown.errors().getFirst().suggestion());
        assertEquals("permit", thrown.errors().get(1).suggestion());
        assertEquals(3, thrown.errors().get(2).line());
    }
}
