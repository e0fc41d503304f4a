package safeconduct.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantId;
import safeconduct.grant.Grants;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;
import safeconduct.policy.Envelope;
import safeconduct.record.Event;
import safeconduct.record.Recorded;

/**
 * Applies records that the state does not know. Idempotent. A task that is only known from the ledger gets an empty
 * envelope: it is there to be ended, not to act.
 */
public final class RollForward {

    private final Tasks tasks;
    private final Grants grants;

    public RollForward(Tasks tasks, Grants grants) {
        this.tasks = tasks;
        this.grants = grants;
    }

    void apply(Recorded recorded) {
        switch (recorded.event()) {
            case Event.TaskOpened opened -> opened(opened, recorded);
            case Event.TaskEnding ending -> ending(ending);
            case Event.TaskEnded ended -> ended(ended, recorded.time());
            case Event.GrantMinting minting -> minting(minting, recorded.time());
            case Event.GrantMinted minted -> grant(minted.grant(), Grant.State.MINTED);
            case Event.GrantRevoked revoked ->
                grant(revoked.grant(), revoked.complete() ? Grant.State.REVOKED : Grant.State.REVOKING);
            default -> {} // The other events change nothing that is kept as state here.
        }
    }

    private void opened(Event.TaskOpened event, Recorded recorded) {
        TaskId id = new TaskId(event.task());
        if (tasks.find(id).isPresent()) {
            return;
        }
        tasks.save(new Task(
                id,
                new Actor.Agent(
                        new AgentName(event.who().agent()),
                        event.who().instance(),
                        event.who().workload()),
                List.of(),
                event.parent().isEmpty() ? Optional.empty() : Optional.of(new TaskId(event.parent())),
                empty(event),
                TaskState.ACTIVE,
                recorded.time(),
                recorded.time(),
                "",
                recorded.index(),
                Optional.empty(),
                Optional.empty(),
                0));
    }

    private static Envelope empty(Event.TaskOpened event) {
        return new Envelope(
                event.purpose(),
                Json.object(),
                Voucher.valueOf(event.voucher().toUpperCase(Locale.ROOT)),
                Map.of(),
                event.environment(),
                Set.of(),
                new Budgets(0, 0, 0, Duration.ZERO),
                Instant.parse(event.deadline()),
                Duration.ZERO,
                new Digest(event.bundle()));
    }

    private void ending(Event.TaskEnding event) {
        tasks.find(new TaskId(event.task()))
                .filter(task -> task.state() == TaskState.ACTIVE || task.state() == TaskState.SUSPENDED)
                .ifPresent(task -> tasks.save(task.ending(reason(event.reason()))));
    }

    private void ended(Event.TaskEnded event, Instant when) {
        tasks.find(new TaskId(event.task()))
                .filter(task -> task.state() != TaskState.ENDED)
                .ifPresent(
                        task -> tasks.save(task.ending(reason(event.reason())).ended(when)));
    }

    private static EndReason reason(String word) {
        return EndReason.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void minting(Event.GrantMinting event, Instant when) {
        GrantId id = new GrantId(event.grant());
        if (grants.find(id).isEmpty()) {
            grants.save(new Grant(
                    id,
                    new TaskId(event.task()),
                    new TargetName(event.target()),
                    event.principal(),
                    Grant.State.MINTING,
                    when,
                    Instant.parse(event.until()),
                    Optional.empty()));
        }
    }

    private void grant(String id, Grant.State state) {
        grants.find(new GrantId(id))
                .filter(grant -> grant.state().compareTo(state) < 0)
                .ifPresent(grant -> grants.save(grant.in(state)));
    }
}
