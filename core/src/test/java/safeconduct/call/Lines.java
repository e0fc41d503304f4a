package safeconduct.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.caller.Identity;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Agent;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.kernel.Json;
import safeconduct.policy.Bundle;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Decision;
import safeconduct.policy.Purpose;
import safeconduct.policy.Rules;
import safeconduct.record.Event;
import safeconduct.task.OpenRequest;
import safeconduct.task.Task;

/** A world with three purposes, each with an agent of its own name, and lines of tasks under each other. */
final class Lines extends World {

    Lines(String policies) {
        Bundle plain = Rules.standard().bundle();
        Map<AgentName, Agent> agents = new HashMap<>();
        Map<String, Purpose> purposes = new HashMap<>();
        for (String name : List.of("top", "middle", "bottom")) {
            agents.put(new AgentName(name), agent(name));
            purposes.put(name, purpose(name, plain.purposes().get(Rules.PURPOSE)));
        }
        rules = new Bundle(
                agents,
                plain.targets(),
                purposes,
                List.of(),
                new CedarEngine(PolicySet.parse("lines.cedar", policies, PolicyIds.FROM_ANNOTATION)),
                plain.digest());
    }

    private static Agent agent(String name) {
        return new Agent(
                new AgentName(name),
                new Agent.Owner("team", "#team", false),
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(new Agent.WorkloadPattern("local", "spiffe://local/" + name)),
                List.of(name),
                Agent.OnBehalf.ALLOWED,
                false);
    }

    private static Purpose purpose(String name, Purpose like) {
        return new Purpose(
                name,
                like.description(),
                List.of(new Purpose.Parameter("customer", Purpose.Parameter.Type.INTEGER, Optional.empty(), true)),
                like.targets(),
                like.environment(),
                like.dataClasses(),
                like.budgets(),
                like.windows(),
                like.ttl(),
                like.idle(),
                name.equals("top") ? "strict" : name.equals("middle") ? "balanced" : Purpose.NO_FLOW);
    }

    /** Opens tasks under each other: {@code top:7 bottom:1} is a task of {@code top} for customer 7 and a child. */
    List<Task> line(String spec) {
        List<Task> line = new ArrayList<>();
        for (String one : spec.split(" ", -1)) {
            line.add(opened(
                    one,
                    line.isEmpty()
                            ? Optional.empty()
                            : Optional.of(line.getLast().id())));
        }
        return line;
    }

    Task under(Task parent, String spec) {
        return opened(spec, Optional.of(parent.id()));
    }

    private Task opened(String spec, Optional<TaskId> parent) {
        String[] parts = spec.split(":", -1);
        Identity workload = new Identity(
                Identity.Kind.WORKLOAD, "local", "spiffe://local/" + parts[0], List.of(), "", Map.of("instance", "i1"));
        return open(new OpenRequest(
                workload,
                "local",
                Optional.empty(),
                Optional.empty(),
                parts[0],
                Json.object().put("customer", Integer.parseInt(parts[1])),
                parent,
                Optional.empty(),
                "thumb"));
    }

    Answer read(Task task, String input) throws InterruptedException {
        return calls.perform(task.caller(), reading(input), World::forward);
    }

    static Call reading(String input) {
        return new Call(Rules.TARGET, "tools/call", "read", Json.parseObject(input));
    }

    Decision whatIf(Task parent, String spec, String input) {
        String[] parts = spec.split(":", -1);
        WhatIf.Asked asked = new WhatIf.Asked(
                parts[0],
                parts[0],
                Json.object().put("customer", Integer.parseInt(parts[1])),
                Rules.TARGET.value(),
                "tools/call",
                "read",
                Json.parseObject(input),
                Optional.of(parent.id()));
        return new WhatIf(text -> new SqlReading.Unreadable("none here"), containing, living)
                .decide(asked, rules, time.now());
    }

    /** The last decision that was recorded. */
    Event.Decided decided() {
        return journal.all(Event.Decided.class).getLast();
    }
}
