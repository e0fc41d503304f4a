package safeconduct.bench.cedar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;

/** What both engines are asked about. Of many policies, ten can apply to the request. */
final class World {
    static final int APPLYING = 10;

    private World() {}

    /** Policies of one kind: a team, an action, a server, and five conditions on the call. */
    static List<String> policies(int count) {
        List<String> policies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int group = i / APPLYING;
            policies.add("""
                permit (principal in Team::"team%d", action == Action::"call%d", resource in Server::"server%d")
                when {
                  context.input.rows <= %d &&
                  context.environment == "dev" &&
                  context.input.table like "orders*" &&
                  ["read", "list"].contains(context.effect) &&
                  principal.level >= %d
                };\
                """.formatted(group, group % 7, group, 100 + i % APPLYING, i % 3));
        }
        return policies;
    }

    /** The task, its team, the tool and its server; then others that a task may be in, up to that many. */
    static List<Entity> entities(int count) {
        List<Entity> entities = new ArrayList<>();
        Set<EntityUid> parents = new java.util.HashSet<>(Set.of(new EntityUid("Team", "team0")));
        for (int i = 4; i < count; i++) {
            EntityUid label = new EntityUid("Label", "label" + i);
            parents.add(label);
            entities.add(new Entity(label, Set.of(), Map.of("rank", Value.of(i)), Map.of()));
        }
        entities.add(new Entity(new EntityUid("Task", "task1"), parents, Map.of("level", Value.of(3)), Map.of()));
        entities.add(Entity.of(new EntityUid("Team", "team0")));
        entities.add(Entity.of(new EntityUid("Tool", "orders/query"), new EntityUid("Server", "server0")));
        entities.add(Entity.of(new EntityUid("Server", "server0")));
        return entities;
    }
}
