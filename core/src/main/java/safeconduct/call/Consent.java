package safeconduct.call;

import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalDesk;
import safeconduct.approval.Standing;
import safeconduct.kernel.Fault;
import safeconduct.policy.Decision;
import safeconduct.policy.Reason;
import safeconduct.task.Task;

/** Writes the decision down, and asks a person where it says so. */
record Consent(Deciding deciding, CallBook book, ApprovalDesk desk) {

    /** Whether the call goes on. */
    sealed interface Said {

        /** By this record it may be carried out, once. */
        record Yes(Deciding.Decided allowed, long record) implements Said {}

        record No(Answer answer) implements Said {}
    }

    /** @throws Fault when something could not be written down, so that the call may not be made */
    Said on(Deciding.Decided decided) {
        return switch (decided.decision()) {
            case Decision.Allow allow -> new Said.Yes(decided, book.decided(decided));
            case Decision.Deny deny -> new Said.No(new Answer.Refused(deny, book.decided(decided)));
            case Decision.Ask ask -> ask(decided, ask);
        };
    }

    private Said ask(Deciding.Decided decided, Decision.Ask ask) {
        Approval.Bound bound = bound(decided);
        return switch (desk.standing(bound)) {
            case Standing.Unasked none -> question(decided, ask, bound);
            case Standing.Waiting(var approval) -> new Said.No(new Answer.Asked(approval, book.decided(decided)));
            case Standing.Refused(var approval) -> denied(decided, approval);
            case Standing.Held(var approval) -> allowed(decided, ask, approval);
        };
    }

    private static Approval.Bound bound(Deciding.Decided decided) {
        Task task = decided.task();
        Call call = decided.call();
        return new Approval.Bound(
                task.id(),
                new Approval.Subject(call.target(), call.method(), call.name()),
                call.input(),
                task.envelope().digest(),
                decided.bundle().digest());
    }

    private Said question(Deciding.Decided decided, Decision.Ask ask, Approval.Bound bound) {
        long record = book.decided(decided);
        Task task = decided.task();
        try {
            Approval approval = desk.ask(new ApprovalDesk.Question(
                    bound,
                    task.agent().name(),
                    ask.question(),
                    ask.policies(),
                    record,
                    task.envelope().deadline()));
            return new Said.No(new Answer.Asked(approval, record));
        } catch (Fault fault) {
            if (fault.code() != Fault.Code.EXHAUSTED) {
                throw fault;
            }
            Decision.Deny full = Decision.Deny.because(Reason.APPROVAL_UNAVAILABLE, fault.getMessage());
            return new Said.No(new Answer.Refused(full, record));
        }
    }

    private Said denied(Deciding.Decided decided, Approval approval) {
        String said = approval.reason().isEmpty() ? "" : ": " + approval.reason();
        Deciding.Decided no =
                decided.because(Reason.APPROVAL_DENIED, approval.by() + " said no to `" + approval.id() + "`" + said);
        return on(no);
    }

    /** The yes is used up before anything happens, and given back where the call is not made after all. */
    private Said allowed(Deciding.Decided decided, Decision.Ask ask, Approval approval) {
        boolean used = false;
        try {
            Deciding.Decided approved = deciding.approved(decided, ask);
            if (!(approved.decision() instanceof Decision.Allow)) {
                return on(approved);
            }
            long record = book.decided(approved);
            used = true;
            if (desk.use(approval, record)) {
                return new Said.Yes(approved, record);
            }
            Decision.Deny late = Decision.Deny.because(Reason.APPROVAL_DENIED, "the approval was void by then");
            book.happened(
                    approved, record, Outcome.of(Outcome.Status.SUPPRESSED, late.explanation()), new Meter.Used(0, 0));
            return new Said.No(new Answer.Refused(late, record));
        } finally {
            if (!used) {
                desk.letGo(approval);
            }
        }
    }
}
