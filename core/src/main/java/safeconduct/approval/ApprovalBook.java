package safeconduct.approval;

import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.StateGate;

/** Writes each step of a question down: in the ledger first, then in the state. */
public record ApprovalBook(Approvals approvals, Journal journal, StateGate gate) {

    void asked(Approval approval) {
        gate.change(() -> {
            journal.append(new Event.ApprovalAsked(
                    approval.id().value(),
                    approval.task().value(),
                    approval.agent().value(),
                    approval.subject().target().value(),
                    approval.subject().method(),
                    approval.subject().name(),
                    approval.binding().value(),
                    approval.question(),
                    approval.policies(),
                    approval.record(),
                    approval.until().toString()));
            approvals.add(approval);
        });
    }

    /** Whether it was still open. */
    boolean answered(Approval approval, Approval.State from) {
        return gate.change(() -> {
            journal.append(new Event.ApprovalAnswered(
                    approval.id().value(),
                    approval.task().value(),
                    approval.state().word(),
                    approval.by(),
                    approval.reason(),
                    approval.until().toString()));
            return approvals.move(approval, from);
        });
    }

    /** Whether nobody had used it before. */
    boolean used(Approval approval, long decision) {
        return gate.change(() -> {
            journal.append(new Event.ApprovalUsed(
                    approval.id().value(), approval.task().value(), decision));
            return approvals.move(approval.in(Approval.State.USED), Approval.State.ALLOWED);
        });
    }
}
