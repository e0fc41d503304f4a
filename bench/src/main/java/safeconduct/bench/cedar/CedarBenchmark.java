package safeconduct.bench.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;

/** One decision each: request and context are built each time, policies and entities are there already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CedarBenchmark {
    /** How many policies there are. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int policies;

    /** How many entities there are. */
    @Param({"4", "50"})
    public int entities;

    private PolicySet ours = PolicySet.empty();
    private Entities world = Entities.none();
    private com.cedarpolicy.model.policy.PolicySet theirs = new com.cedarpolicy.model.policy.PolicySet();
    private Set<com.cedarpolicy.model.entity.Entity> theirWorld = Set.of();
    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();

    /** Prepares both, and checks that both allow. */
    @Setup
    public void prepare() throws AuthException, CacheException {
        List<String> texts = World.policies(policies);
        List<Entity> all = World.entities(entities);
        ours = PolicySet.parse("bench", String.join("\n", texts));
        world = Entities.of(all);
        Set<Policy> set = new HashSet<>();
        for (String text : texts) {
            set.add(new Policy(text, "policy" + set.size()));
        }
        theirs = new com.cedarpolicy.model.policy.PolicySet(set);
        theirs.cache();
        theirWorld = all.stream().map(CedarBenchmark::theirs).collect(Collectors.toSet());
        int expected = Math.min(policies, World.APPLYING);
        if (ours().determining().size() != expected
                || official().success.orElseThrow().getReason().size() != expected) {
            throw new IllegalStateException("the two engines were asked different questions");
        }
    }

    private static com.cedarpolicy.model.entity.Entity theirs(Entity entity) {
        Map<String, com.cedarpolicy.value.Value> attributes = new HashMap<>();
        entity.attributes().forEach((name, value) -> {
            if (value instanceof Value.LongValue(long number)) {
                attributes.put(name, new PrimLong(number));
            }
        });
        Set<EntityUID> parents =
                entity.parents().stream().map(CedarBenchmark::theirs).collect(Collectors.toSet());
        return new com.cedarpolicy.model.entity.Entity(theirs(entity.uid()), attributes, parents);
    }

    private static EntityUID theirs(EntityUid uid) {
        return EntityUID.parse(uid.toString()).orElseThrow();
    }

    /** Ours. */
    @Benchmark
    public Answer ours() {
        Value.RecordValue input = Value.RecordValue.of(
                new String[] {"rows", "table"}, new Value[] {Value.of(50), Value.of("orders_2026")});
        Value.RecordValue context = Value.RecordValue.of(
                new String[] {"effect", "environment", "input"},
                new Value[] {Value.of("read"), Value.of("dev"), input});
        Request request = new Request(
                new EntityUid("Task", "task1"),
                new EntityUid("Action", "call0"),
                new EntityUid("Tool", "orders/query"),
                context);
        return ours.authorize(request, world);
    }

    private final EntityUID task = theirs(new EntityUid("Task", "task1"));
    private final EntityUID call = theirs(new EntityUid("Action", "call0"));
    private final EntityUID tool = theirs(new EntityUid("Tool", "orders/query"));

    /** The official engine, with its policies cached on the native side. */
    @Benchmark
    public AuthorizationResponse official() throws AuthException {
        CedarMap input = new CedarMap();
        input.put("rows", new PrimLong(50));
        input.put("table", new PrimString("orders_2026"));
        Map<String, com.cedarpolicy.value.Value> context = new HashMap<>();
        context.put("effect", new PrimString("read"));
        context.put("environment", new PrimString("dev"));
        context.put("input", input);
        return engine.isAuthorized(new AuthorizationRequest(task, call, tool, context), theirs, theirWorld);
    }
}
