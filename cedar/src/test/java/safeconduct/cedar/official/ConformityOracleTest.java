package safeconduct.cedar.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.corpus.Sample;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.ValueJson;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.validate.Conformity;
import safeconduct.cedar.validate.Validator;

/** Requests, entities and levels under the schemas of the official corpus, also damaged: both engines say the same. */
class ConformityOracleTest {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());
    private static final int CASES = Integer.getInteger("cases", 150);

    private final Random random = new Random(SEED);
    private final List<String> differences = new ArrayList<>();
    private final Map<String, int[]> counts = new LinkedHashMap<>();

    @Test
    void agreesWithTheOfficialEngine() throws IOException {
        List<Sample> samples = Sample.of(CASES, SEED);
        assumeTrue(!samples.isEmpty(), "left out: the official corpus was not found");
        samples.stream().filter(sample -> !sample.schema().isEmpty()).forEach(this::compare);
        counts.forEach((what, count) -> System.out.println(what + ": " + count[0] + " refused of " + count[1]));
        assertEquals(List.of(), differences, "repeat with -Dseed=" + SEED);
        counts.forEach((what, count) -> assertTrue(count[0] > 0 && count[0] < count[1], what + " was never tried"));
    }

    private void compare(Sample sample) {
        Schema schema = Schema.parse(sample.name(), sample.schema());
        Conformity conformity = new Conformity(schema);
        List<Entity> entities = EntitiesJson.read(sample.name(), sample.entities(), schema);
        for (Request request :
                sample.requests().subList(0, Math.min(2, sample.requests().size()))) {
            for (Request asked : List.of(request, damaged(request))) {
                same("requests", sample, asked, conformity.check(asked).isEmpty(), official(sample, asked));
            }
        }
        for (List<Entity> world : List.of(entities, damaged(entities))) {
            same("entities", sample, world, conformity.check(world).isEmpty(), official(sample, world));
        }
        levels(sample, schema);
    }

    private void levels(Sample sample, Schema schema) {
        PolicySet policies;
        try {
            policies = PolicySet.parse(sample.name(), sample.policies());
        } catch (CedarSyntaxException unread) {
            return;
        }
        for (int level = 0; level < 4; level++) {
            Json question = Json.of(Map.of(
                    "schema", Json.of(sample.schema()),
                    "policies", Json.of("staticPolicies", Json.of(sample.policies())),
                    "maxDerefLevel", Json.of(level)));
            Json errors = Official.field(Official.call("ValidateWithLevelOperation", question), "validationErrors");
            boolean good = errors instanceof Json.Arr list && list.elements().isEmpty();
            same(
                    "level " + level,
                    sample,
                    sample.policies(),
                    new Validator(schema).check(policies, level).isEmpty(),
                    good);
        }
    }

    private void same(String what, Sample sample, Object of, boolean ours, boolean official) {
        int[] count = counts.computeIfAbsent(what, x -> new int[2]);
        count[0] += official ? 0 : 1;
        count[1]++;
        if (ours != official && differences.size() < 20) {
            differences.add(what + " of " + sample.name() + ": ours " + ours + ", official " + official + ": " + of);
        }
    }

    private static boolean official(Sample sample, Request request) {
        Map<String, Json> question = new LinkedHashMap<>();
        question.put("principal", ValueJson.write(request.principal()));
        question.put("action", ValueJson.write(request.action()));
        question.put("resource", ValueJson.write(request.resource()));
        question.put("context", ValueJson.write(request.context()));
        question.put("schema", Json.of(sample.schema()));
        question.put("validateRequest", Json.of(true));
        question.put("policies", Json.of("staticPolicies", Json.of("")));
        question.put("entities", Json.of(List.of()));
        return Official.field(Official.call("AuthorizationOperation", Json.of(question)), "response") != null;
    }

    private static boolean official(Sample sample, List<Entity> entities) {
        Json question = Json.of(Map.of("schema", Json.of(sample.schema()), "entities", EntitiesJson.write(entities)));
        Json answer = Official.call("ValidateEntities", question);
        return Official.field(answer, "success") instanceof Json.Text(String good, int at) && good.equals("true");
    }

    private Request damaged(Request r) {
        EntityUid other = new EntityUid("Nobody", "x");
        return switch (random.nextInt(5)) {
            case 0 -> new Request(other, r.action(), r.resource(), r.context());
            case 1 -> new Request(r.principal(), new EntityUid("Action", "nothing"), r.resource(), r.context());
            case 2 -> new Request(r.principal(), r.action(), r.principal(), r.context());
            default ->
                new Request(
                        r.principal(),
                        r.action(),
                        r.resource(),
                        Value.record(damaged(r.context().attributes())));
        };
    }

    private List<Entity> damaged(List<Entity> entities) {
        if (entities.isEmpty()) {
            return List.of(Entity.of(new EntityUid("Nobody", "x")));
        }
        List<Entity> all = new ArrayList<>(entities);
        Entity one = all.remove(random.nextInt(all.size()));
        EntityUid parent = entities.get(random.nextInt(entities.size())).uid();
        all.add(
                switch (random.nextInt(4)) {
                    case 0 -> new Entity(one.uid(), Set.of(parent), one.attributes(), one.tags());
                    case 1 -> new Entity(one.uid(), one.parents(), one.attributes(), damaged(one.tags()));
                    default -> new Entity(one.uid(), one.parents(), damaged(one.attributes()), one.tags());
                });
        return all;
    }

    private Map<String, Value> damaged(Map<String, Value> attributes) {
        Map<String, Value> all = new LinkedHashMap<>(attributes);
        if (all.isEmpty() || random.nextInt(4) == 0) {
            all.put("added", Value.of(1));
        } else {
            String name = List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            if (random.nextBoolean()) {
                all.remove(name);
            } else {
                all.put(name, random.nextBoolean() ? Value.of(true) : Value.set(Value.of("x")));
            }
        }
        return all;
    }
}
