package safeconduct.cedar.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicyError;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.ValueJson;

/** Random policies made templates and linked again: both engines answer the same. */
class TemplatesOracleTest {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    private int linked;

    @Test
    void linksAsTheOfficialEngineDoes() {
        RandomScenarios scenarios = new RandomScenarios(new Random(SEED));
        for (int i = 0; i < 500; i++) {
            compare(scenarios.next());
        }
        assertTrue(linked > 200, "too few templates to mean anything: " + linked);
    }

    private void compare(Scenario scenario) {
        PolicySet ours = PolicySet.empty();
        Map<String, Json> templates = new LinkedHashMap<>();
        List<Json> links = new ArrayList<>();
        Map<String, Json> plain = new LinkedHashMap<>();
        int number = 0;
        for (PolicyTree tree : scenario.policies()) {
            String id = "p" + number++;
            Map<Var, EntityUid> values = new EnumMap<>(Var.class);
            Policy policy = Policy.of(id, slotted(tree, values));
            ours = ours.with(policy);
            if (values.isEmpty()) {
                plain.put(id, Json.of(policy.text()));
            } else {
                linked++;
                ours = ours.link(id, "link-" + id, values);
                templates.put(id, Json.of(policy.text()));
                links.add(link(id, values));
            }
        }
        Map<String, Json> set = new LinkedHashMap<>();
        set.put("staticPolicies", Json.of(plain));
        set.put("templates", Json.of(templates));
        set.put("templateLinks", Json.of(links));
        Official.Verdict official = Official.authorize(Json.of(set), scenario.entities(), scenario.request());
        Answer answer = ours.authorize(scenario.request(), Entities.of(scenario.entities()));
        Set<String> erring = answer.errors().stream().map(PolicyError::policyId).collect(Collectors.toSet());
        assertEquals(
                official,
                new Official.Verdict(answer.allowed(), Set.copyOf(answer.determining()), erring, ""),
                "repeat with -Dseed=" + SEED + ": " + scenario.shown());
    }

    private static Json link(String id, Map<Var, EntityUid> values) {
        Map<String, Json> slots = new LinkedHashMap<>();
        values.forEach((slot, uid) -> slots.put("?" + slot.word(), ValueJson.write(uid)));
        Map<String, Json> link = new LinkedHashMap<>();
        link.put("templateId", Json.of(id));
        link.put("newId", Json.of("link-" + id));
        link.put("values", Json.of(slots));
        return Json.of(link);
    }

    private static PolicyTree slotted(PolicyTree tree, Map<Var, EntityUid> values) {
        Head head = tree.head();
        Head slots = new Head(
                slotted(Var.PRINCIPAL, head.principal(), values),
                head.action(),
                slotted(Var.RESOURCE, head.resource(), values));
        return new PolicyTree(tree.effect(), tree.annotations(), slots, tree.conditions());
    }

    private static Scope slotted(Var variable, Scope scope, Map<Var, EntityUid> values) {
        if (!(PolicyTree.ref(scope) instanceof Scope.Uid(EntityUid uid))) {
            return scope;
        }
        values.put(variable, uid);
        Scope.Slot slot = new Scope.Slot(variable);
        return switch (scope) {
            case Scope.Eq eq -> new Scope.Eq(slot);
            case Scope.In in -> new Scope.In(slot);
            case Scope.IsIn(String type, Scope.Ref ref) -> new Scope.IsIn(type, slot);
            default -> throw new AssertionError("names no entity: " + scope);
        };
    }
}
