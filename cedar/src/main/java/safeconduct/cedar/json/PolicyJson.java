package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Var;

/**
 * Policy sets in Cedar's JSON form.
 *
 * <pre>
 * {"staticPolicies": {"id": {…}}, "templates": {"id": {…}},
 *  "templateLinks": [{"templateId": "…", "newId": "…", "values": {"?principal": {"type": "…", "id": "…"}}}]}
 * </pre>
 */
public final class PolicyJson {
    private static final Set<String> FIELDS = Set.of("staticPolicies", "templates", "templateLinks");

    private PolicyJson() {}

    /**
     * Reads a policy set.
     *
     * @throws safeconduct.cedar.CedarSyntaxException at the first thing that is wrong
     */
    public static PolicySet read(String file, String text) {
        Reading reading = new Reading(file, text);
        Json root = reading.root();
        Map<String, Json> fields = reading.object(root, "`staticPolicies`, `templates`, `templateLinks`", FIELDS);
        Map<String, Policy> policies = new LinkedHashMap<>();
        for (String part : List.of("staticPolicies", "templates")) {
            Json byId = fields.getOrDefault(part, Json.of(Map.of()));
            reading.object(byId, "an object of policies").forEach((id, json) -> {
                Policy policy = Policy.of(id, PolicyReader.read(reading, json));
                if (policy.isTemplate() != part.equals("templates") || policies.put(id, policy) != null) {
                    throw reading.fail(json, "`" + id + "` does not belong under `" + part + "`", "an id of its own");
                }
            });
        }
        PolicySet set = PolicySet.of(policies.values());
        for (Json link : reading.array(fields.getOrDefault("templateLinks", Json.of(List.of())), "a list of links")) {
            set = link(reading, set, link);
        }
        return set;
    }

    private static PolicySet link(Reading reading, PolicySet set, Json json) {
        String template = reading.string(reading.field(json, "templateId"), "the id of a template");
        String id = reading.string(reading.field(json, "newId"), "an id");
        Map<Var, EntityUid> values = new TreeMap<>();
        reading.object(reading.field(json, "values"), "an object of entities").forEach((slot, entity) -> {
            if (!slot.equals("?principal") && !slot.equals("?resource")) {
                throw reading.fail(json, "there is no slot `" + slot + "`", "`?principal` or `?resource`");
            }
            values.put(slot.equals("?principal") ? Var.PRINCIPAL : Var.RESOURCE, ValueJson.entityUid(reading, entity));
        });
        try {
            return set.link(template, id, values);
        } catch (IllegalArgumentException e) {
            throw reading.fail(json, String.valueOf(e.getMessage()), "");
        }
    }

    /**
     * Reads one policy or template.
     *
     * @throws safeconduct.cedar.CedarSyntaxException at the first thing that is wrong
     */
    public static PolicyTree readPolicy(String file, String text) {
        Reading reading = new Reading(file, text);
        return PolicyReader.read(reading, reading.root());
    }

    /** Writes one policy or template. */
    public static Json write(PolicyTree policy) {
        return PolicyWriter.write(policy);
    }

    /** Writes a policy set; reading it gives an equal one. */
    public static Json write(PolicySet set) {
        Map<String, Json> statics = new LinkedHashMap<>();
        Map<String, Json> templates = new LinkedHashMap<>();
        List<Json> links = new ArrayList<>();
        for (Policy policy : set.policies()) {
            String templateId = policy.template();
            Policy template = templateId == null ? null : set.find(templateId);
            if (template != null && template.isTemplate()) {
                links.add(link(policy, template));
            } else {
                (policy.isTemplate() ? templates : statics).put(policy.id(), write(policy.tree()));
            }
        }
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("staticPolicies", Json.of(statics));
        fields.put("templates", Json.of(templates));
        fields.put("templateLinks", Json.of(links));
        return Json.of(fields);
    }

    private static Json link(Policy policy, Policy template) {
        Map<String, Json> values = new LinkedHashMap<>();
        new TreeMap<>(policy.slotValues(template))
                .forEach((slot, uid) -> values.put("?" + slot.word(), ValueJson.write(uid)));
        Map<String, Json> link = new LinkedHashMap<>();
        link.put("templateId", Json.of(template.id()));
        link.put("newId", Json.of(policy.id()));
        link.put("values", Json.of(values));
        return Json.of(link);
    }
}
