package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.TaskId;
import safeconduct.policy.Envelope;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.task.EndReason;
import safeconduct.task.Task;

/**
 * One task.
 *
 * @param actingFor each one that it acts for, the nearest first
 * @param voucher who vouched for the parameters: user, orchestrator or agent
 * @param envelope what it may do
 * @param usage what it has used; absent once it is over
 * @param openedRecord index of the ledger's record of its opening
 */
public record TaskView(
        String id,
        String state,
        String agent,
        String instance,
        String workload,
        List<String> actingFor,
        Optional<String> parent,
        String purpose,
        ObjectNode parameters,
        String voucher,
        EnvelopeView envelope,
        Instant opened,
        Instant lastSeen,
        long openedRecord,
        Optional<UsageView> usage,
        Optional<String> endReason,
        Optional<Instant> ended) {

    /** What a task may do, and until when. */
    public record EnvelopeView(
            String digest,
            String environment,
            List<AccessView> targets,
            List<String> dataClasses,
            BudgetsView budgets,
            Instant deadline,
            Duration idle,
            String bundle) {

        static EnvelopeView of(Envelope envelope) {
            return new EnvelopeView(
                    envelope.digest().value(),
                    envelope.environment(),
                    AccessView.of(envelope.targets()),
                    envelope.dataClasses().stream().sorted().toList(),
                    BudgetsView.of(envelope.budgets()),
                    envelope.deadline(),
                    envelope.idle(),
                    envelope.bundle().value());
        }
    }

    /** What has been used. */
    public record UsageView(long calls, long rows, long bytes) {}

    /** @param usage absent when it is over */
    public static TaskView of(Task task, Optional<Usage> usage) {
        Envelope envelope = task.envelope();
        return new TaskView(
                task.id().value(),
                task.state().word(),
                task.agent().name().value(),
                task.agent().instance(),
                task.agent().workload(),
                task.actingFor().stream().map(Actor::label).toList(),
                task.parent().map(TaskId::value),
                envelope.purpose(),
                envelope.parameters(),
                envelope.voucher().name().toLowerCase(Locale.ROOT),
                EnvelopeView.of(envelope),
                task.opened(),
                task.lastSeen(),
                task.openedRecord(),
                usage.map(used -> new UsageView(used.calls(), used.rows(), used.bytes())),
                task.endReason().map(EndReason::word),
                task.ended());
    }
}
