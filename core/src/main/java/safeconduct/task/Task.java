package safeconduct.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.policy.Envelope;

/**
 * One run of one purpose with concrete parameters; the only holder of authority.
 *
 * @param keyThumbprint RFC 7638 thumbprint of the key that its tokens are bound to, or empty for a handle on loopback
 * @param openedRecord index of the ledger's record of its opening
 * @param endReason once it is ending
 * @param version counts changes; a writer must know the last one
 */
public record Task(
        TaskId id,
        Actor.Agent agent,
        List<Actor> actingFor,
        Optional<TaskId> parent,
        Envelope envelope,
        TaskState state,
        Instant opened,
        Instant lastSeen,
        String keyThumbprint,
        long openedRecord,
        Optional<EndReason> endReason,
        Optional<Instant> ended,
        long version) {

    public Task {
        actingFor = List.copyOf(actingFor);
    }

    public Caller caller() {
        return new Caller(id, agent, actingFor);
    }

    public boolean active() {
        return state == TaskState.ACTIVE;
    }

    Task openedAt(long record) {
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope,
                state,
                opened,
                lastSeen,
                keyThumbprint,
                record,
                endReason,
                ended,
                version);
    }

    public Task seen(Instant now) {
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope,
                state,
                opened,
                now,
                keyThumbprint,
                openedRecord,
                endReason,
                ended,
                version);
    }

    public Task in(TaskState next) {
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope,
                next,
                opened,
                lastSeen,
                keyThumbprint,
                openedRecord,
                endReason,
                ended,
                version);
    }

    public Task ending(EndReason reason) {
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope,
                TaskState.ENDING,
                opened,
                lastSeen,
                keyThumbprint,
                openedRecord,
                Optional.of(reason),
                ended,
                version);
    }

    public Task ended(Instant now) {
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope,
                TaskState.ENDED,
                opened,
                lastSeen,
                keyThumbprint,
                openedRecord,
                endReason,
                Optional.of(now),
                version);
    }
}
