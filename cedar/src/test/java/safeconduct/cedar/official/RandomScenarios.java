package safeconduct.cedar.official;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;

/** Random policies, entities and requests that have a fair chance to meet. */
public final class RandomScenarios {
    private final Random random;
    private final RandomExprs exprs;

    /** From this source. */
    public RandomScenarios(Random random) {
        this.random = random;
        this.exprs = new RandomExprs(random);
    }

    /** The next one. */
    public Scenario next() {
        List<PolicyTree> policies = new ArrayList<>(List.of(policy()));
        policies.addAll(exprs.many(4, this::policy));
        return new Scenario(policies, entities(), request());
    }

    PolicyTree policy() {
        Head head = new Head(scope(exprs.uid()), actionScope(), scope(exprs.uid()));
        List<Condition> conditions =
                exprs.many(2, () -> new Condition(random.nextInt(4) > 0, exprs.expr(RandomExprs.Type.BOOL, 4)));
        Map<String, String> annotations = random.nextBoolean() ? Map.of() : Map.of("note", "é\"\n*");
        return new PolicyTree(random.nextInt(3) > 0 ? Effect.PERMIT : Effect.FORBID, annotations, head, conditions);
    }

    private Scope scope(EntityUid uid) {
        Scope.Uid ref = new Scope.Uid(uid);
        return switch (random.nextInt(12)) {
            case 0 -> new Scope.Eq(ref);
            case 1 -> new Scope.In(ref);
            case 2 -> new Scope.Is(uid.type());
            case 3 -> new Scope.IsIn(exprs.uid().type(), ref);
            default -> new Scope.Any();
        };
    }

    private Scope actionScope() {
        return switch (random.nextInt(8)) {
            case 0 -> new Scope.Eq(new Scope.Uid(exprs.actionUid()));
            case 1 -> new Scope.In(new Scope.Uid(exprs.actionUid()));
            case 2 -> new Scope.InAny(exprs.many(4, exprs::actionUid));
            default -> new Scope.Any();
        };
    }

    /** Parents only point to entities that come later, so that no one is its own ancestor. */
    private List<Entity> entities() {
        Set<EntityUid> uids = new HashSet<>(exprs.many(7, exprs::uid));
        uids.addAll(exprs.many(3, exprs::actionUid));
        List<EntityUid> order = new ArrayList<>(uids);
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Set<EntityUid> parents = new HashSet<>();
            boolean action = order.get(i).type().endsWith("Action");
            for (EntityUid later : order.subList(i + 1, order.size())) {
                if (random.nextInt(3) == 0 && later.type().endsWith("Action") == action) {
                    parents.add(later);
                }
            }
            entities.add(new Entity(order.get(i), parents, action ? Map.of() : exprs.values(2), tags(action)));
        }
        return entities;
    }

    private Map<String, Value> tags(boolean action) {
        Map<String, Value> tags = new HashMap<>();
        if (!action && random.nextBoolean()) {
            tags.put("tag", exprs.value(1));
            tags.put("a", exprs.value(1));
        }
        return tags;
    }

    private Request request() {
        return new Request(exprs.uid(), exprs.actionUid(), exprs.uid(), Value.record(exprs.values(2)));
    }
}
