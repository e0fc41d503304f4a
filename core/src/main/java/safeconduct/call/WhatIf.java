package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
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
import safeconduct.policy.Envelope;
import safeconduct.policy.Narrowing;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.OpenRules;
import safeconduct.task.Task;
import safeconduct.task.TaskState;

/** Decides on a call that nobody makes: in a task that is imagined, with fresh budgets. Nothing is recorded or reserved. */
public final class WhatIf {

    /** No task has this id. */
    private static final TaskId IMAGINED = new TaskId("tsk_" + "0".repeat(26));

    private final SqlReader sql;
    private final Containing containing;
    private final LiveTasks living;

    public WhatIf(SqlReader sql, Containing containing, LiveTasks living) {
        this.sql = sql;
        this.containing = containing;
        this.living = living;
    }

    /**
     * Which agent, in a task of which purpose, would make which call.
     *
     * @param parent the living task that it would be opened under
     */
    public record Asked(
            String agent,
            String purpose,
            ObjectNode parameters,
            String target,
            String method,
            String name,
            ObjectNode input,
            Optional<TaskId> parent) {}

    /** What would be decided now. */
    public Decision decide(Asked asked, Bundle bundle, Instant now) {
        Optional<Agent> agent = bundle.agent(new AgentName(asked.agent()));
        Optional<Purpose> purpose = bundle.purpose(asked.purpose());
        if (agent.isEmpty() || purpose.isEmpty() || !agent.get().purposes().contains(asked.purpose())) {
            return Decision.Deny.because(
                    Reason.AGENT_NOT_ALLOWED, "agent `" + asked.agent() + "` has no purpose `" + asked.purpose() + "`");
        }
        Optional<Task> parent = Optional.empty();
        if (asked.parent().isPresent()) {
            parent = living.find(asked.parent().get()).filter(LiveTask::active).map(LiveTask::task);
            if (parent.isEmpty()) {
                return Decision.Deny.because(
                        Reason.TASK_NOT_ACTIVE, "task `" + asked.parent().get() + "` is not active");
            }
            Optional<Decision.Deny> denial = OpenRules.ofChild(agent.get(), parent.get());
            if (denial.isPresent()) {
                return denial.get();
            }
        }
        return opened(asked, new Opened(agent.get(), purpose.get(), parent), bundle, now);
    }

    /** What the imagined task would be opened as. */
    private record Opened(Agent agent, Purpose purpose, Optional<Task> parent) {}

    private Decision opened(Asked asked, Opened opened, Bundle bundle, Instant now) {
        Voucher voucher = opened.agent().orchestrator() ? Voucher.ORCHESTRATOR : Voucher.AGENT;
        Narrowing.Wish wish =
                new Narrowing.Wish(opened.purpose(), asked.parameters(), voucher, Optional.empty(), bundle.digest());
        return switch (Narrowing.narrow(wish, opened.parent().map(Task::envelope), now)) {
            case Narrowing.Result.Problems(var problems) ->
                Decision.Deny.because(Reason.PARAMETER_INVALID, String.join("; ", problems));
            case Narrowing.Result.Narrowed(var envelope) -> {
                Call call = new Call(new TargetName(asked.target()), asked.method(), asked.name(), asked.input());
                yield new Deciding(sql, containing, new BudgetBook(), living, new FlowBook())
                        .decide(imagined(opened, envelope, now), call, bundle, now)
                        .decision();
            }
        };
    }

    private static Task imagined(Opened opened, Envelope envelope, Instant now) {
        List<Actor> actingFor = new ArrayList<>();
        opened.parent().ifPresent(parent -> {
            actingFor.add(parent.agent());
            actingFor.addAll(parent.actingFor());
        });
        return new Task(
                IMAGINED,
                new Actor.Agent(opened.agent().name(), "imagined", "imagined"),
                actingFor,
                opened.parent().map(Task::id),
                envelope,
                TaskState.ACTIVE,
                now,
                now,
                "",
                0,
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
