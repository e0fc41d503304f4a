package safeconduct.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.policy.Envelope;
import safeconduct.record.Event;
import safeconduct.record.Hidden;
import safeconduct.record.Journal;
import safeconduct.record.Openings;
import safeconduct.record.Pseudonyms;
import safeconduct.record.StateGate;
import safeconduct.record.Who;

/** Writes each step of a task down: in the ledger first, then in the state. */
public record TaskBook(Tasks tasks, Journal journal, StateGate gate, Openings openings, Pseudonyms pseudonyms) {

    /** The name of the opening that holds the envelope. */
    public static final String ENVELOPE = "envelope";

    Task opened(Task task) {
        Envelope envelope = task.envelope();
        ObjectNode clear = envelope.json();
        Hidden parameters = Hidden.of(envelope.parameters());
        return gate.change(() -> {
            long index = journal.append(event(task, parameters));
            openings.keep(task.id(), index, Map.of("parameters", parameters, ENVELOPE, Hidden.of(clear)));
            return tasks.save(task.openedAt(index));
        });
    }

    private Event.TaskOpened event(Task task, Hidden parameters) {
        Envelope envelope = task.envelope();
        return new Event.TaskOpened(
                task.id().value(),
                Who.of(task.caller(), pseudonyms),
                task.parent().map(TaskId::value).orElse(""),
                envelope.purpose(),
                envelope.environment(),
                envelope.targets().keySet().stream()
                        .sorted()
                        .map(TargetName::value)
                        .toList(),
                envelope.voucher().name().toLowerCase(java.util.Locale.ROOT),
                envelope.digest().value(),
                parameters.commitment(),
                envelope.deadline().toString(),
                envelope.bundle().value());
    }

    Task changed(Task task, String by, String reason) {
        return gate.change(() -> {
            journal.append(new Event.TaskChanged(task.id().value(), task.state().word(), by, reason));
            return tasks.save(task);
        });
    }

    Task ending(Task task, EndReason reason, String by) {
        return gate.change(() -> {
            journal.append(new Event.TaskEnding(task.id().value(), reason.word(), by));
            return tasks.save(task.ending(reason));
        });
    }

    Task ended(Task task, int grants, Instant now) {
        return gate.change(() -> {
            String reason = task.endReason().map(EndReason::word).orElse("");
            journal.append(new Event.TaskEnded(task.id().value(), reason, grants));
            return tasks.save(task.ended(now));
        });
    }

    void refused(OpenRequest request, safeconduct.policy.Decision.Deny denial) {
        journal.append(new Event.TaskRefused(
                request.workload().subject(),
                request.agent().map(Object::toString).orElse(""),
                request.purpose(),
                denial.reason().code(),
                denial.explanation()));
    }
}
