package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Agent;
import safeconduct.catalog.SqlReader;
import safeconduct.catalog.TargetName;
import safeconduct.containment.Containing;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Narrowing;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;
import safeconduct.task.TaskState;

/** Decides on a call that nobody makes: in a task that is imagined, with fresh budgets. Nothing is recorded or reserved. */
public final class WhatIf {

    /** No task has this id. */
    private static final TaskId IMAGINED = new TaskId("tsk_" + "0".repeat(26));

    private final SqlReader sql;
    private final Containing containing;

    public WhatIf(SqlReader sql, Containing containing) {
        this.sql = sql;
        this.containing = containing;
    }

    /** Which agent, in a task of which purpose, would make which call. */
    public record Asked(
            String agent,
            String purpose,
            ObjectNode parameters,
            String target,
            String method,
            String name,
            ObjectNode input) {}

    /** What would be decided now. */
    public Decision decide(Asked asked, Bundle bundle, Instant now) {
        Optional<Agent> agent = bundle.agent(new AgentName(asked.agent()));
        Optional<Purpose> purpose = bundle.purpose(asked.purpose());
        if (agent.isEmpty() || purpose.isEmpty() || !agent.get().purposes().contains(asked.purpose())) {
            return Decision.Deny.because(
                    Reason.AGENT_NOT_ALLOWED, "agent `" + asked.agent() + "` has no purpose `" + asked.purpose() + "`");
        }
        Voucher voucher = agent.get().orchestrator() ? Voucher.ORCHESTRATOR : Voucher.AGENT;
        Narrowing.Wish wish =
                new Narrowing.Wish(purpose.get(), asked.parameters(), voucher, Optional.empty(), bundle.digest());
        return switch (Narrowing.narrow(wish, Optional.empty(), now)) {
            case Narrowing.Result.Problems(var problems) ->
                Decision.Deny.because(Reason.PARAMETER_INVALID, String.join("; ", problems));
            case Narrowing.Result.Narrowed(var envelope) -> {
                Actor.Agent actor = new Actor.Agent(agent.get().name(), "imagined", "imagined");
                Task task = new Task(
                        IMAGINED,
                        actor,
                        List.of(),
                        Optional.empty(),
                        envelope,
                        TaskState.ACTIVE,
                        now,
                        now,
                        "",
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        0);
                Call call = new Call(new TargetName(asked.target()), asked.method(), asked.name(), asked.input());
                yield new Deciding(sql, containing, new BudgetBook(), new LiveTasks())
                        .decide(task, call, bundle, now)
                        .decision();
            }
        };
    }
}
