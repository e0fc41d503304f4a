package safeconduct.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;

/**
 * Asks people, and keeps what they say: one answer for one call, once, in its time. Thread-safe.
 *
 * <p>Every step is in the ledger before it counts; what cannot be written did not happen, and so was not allowed.
 */
public final class ApprovalDesk {

    /** How long a question waits for an answer. */
    public static final Duration ASKING = Duration.ofMinutes(15);

    /** How long a yes waits for its call. */
    public static final Duration USING = Duration.ofMinutes(5);

    /** Questions of one task that nobody has answered. */
    public static final int PENDING_MAX = 16;

    private static final System.Logger LOG = System.getLogger(ApprovalDesk.class.getName());

    private final ApprovalBook book;
    private final ApprovalTeller teller;
    private final Ids ids;
    private final Time time;
    private final Set<ApprovalId> held = new HashSet<>(); // Guarded by this.
    private final Map<ApprovalId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    public ApprovalDesk(ApprovalBook book, ApprovalTeller teller, Ids ids, Time time) {
        this.book = book;
        this.teller = teller;
        this.ids = ids;
        this.time = time;
    }

    /**
     * A question that policy asks.
     *
     * @param latest when the task ends at the latest: no answer holds longer
     */
    public record Question(
            Approval.Bound bound, AgentName agent, String text, List<String> policies, long record, Instant latest) {
        public Question {
            policies = List.copyOf(policies);
        }
    }

    /** What people have said of this; a yes is held for the caller, who must {@link #use} it or {@link #letGo} of it. */
    public synchronized Standing standing(Approval.Bound bound) {
        Instant now = time.now();
        Digest binding = bound.digest();
        Standing standing = new Standing.Unasked();
        for (Approval approval : book.approvals().of(bound.task())) {
            if (approval.binding().equals(binding) && !approval.due(now) && !held.contains(approval.id())) {
                standing = better(standing, approval);
            }
        }
        if (standing instanceof Standing.Held(var approval)) {
            held.add(approval.id());
        }
        return standing;
    }

    /** The last word counts; but a yes that is there is used. */
    private static Standing better(Standing before, Approval approval) {
        if (before instanceof Standing.Held) {
            return before;
        }
        return switch (approval.state()) {
            case PENDING -> new Standing.Waiting(approval);
            case ALLOWED -> new Standing.Held(approval);
            case DENIED -> new Standing.Refused(approval);
            case USED, EXPIRED, CANCELLED -> before;
        };
    }

    /**
     * Asks a person; whoever is asked already is not asked again.
     *
     * @throws Fault EXHAUSTED when too many questions of the task are open; UNAVAILABLE when it cannot be written down
     */
    public synchronized Approval ask(Question question) {
        Instant now = time.now();
        Digest binding = question.bound().digest();
        List<Approval> pending = book.approvals().of(question.bound().task()).stream()
                .filter(approval -> approval.state() == Approval.State.PENDING && !approval.due(now))
                .toList();
        Optional<Approval> same = pending.stream()
                .filter(approval -> approval.binding().equals(binding))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (pending.size() >= PENDING_MAX) {
            throw new Fault(
                    Fault.Code.EXHAUSTED,
                    "this task has " + pending.size() + " questions open, the most that it may have");
        }
        Approval approval = fresh(question, binding, now);
        book.asked(approval);
        teller.tell(approval, question.bound().input());
        return approval;
    }

    private Approval fresh(Question question, Digest binding, Instant now) {
        return new Approval(
                new ApprovalId(ids.next(ApprovalId.PREFIX)),
                question.bound().task(),
                question.agent(),
                question.bound().subject(),
                binding,
                question.text(),
                question.policies(),
                question.record(),
                now,
                earlier(now.plus(ASKING), question.latest()),
                Approval.State.PENDING,
                "",
                "");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Uses a yes that is held, durably, for the call of this decision.
     *
     * @return whether it was still there
     */
    public synchronized boolean use(Approval approval, long decision) {
        try {
            return !approval.due(time.now()) && book.used(approval, decision);
        } finally {
            held.remove(approval.id());
        }
    }

    /** The call is not made: the yes is there for another try. */
    public synchronized void letGo(Approval approval) {
        held.remove(approval.id());
    }

    /**
     * A person's answer.
     *
     * @throws Fault NOT_FOUND; CONFLICT when it was answered, or its time is over
     */
    public synchronized Approval answer(ApprovalId id, boolean yes, String by, String reason) {
        Instant now = time.now();
        Approval asked = find(id);
        if (asked.state() != Approval.State.PENDING || asked.due(now)) {
            String state = asked.state() == Approval.State.PENDING
                    ? "expired"
                    : asked.state().word();
            throw new Fault(Fault.Code.CONFLICT, "approval `" + id + "` is " + state + ", expected a pending one");
        }
        Approval answered = yes
                ? asked.answered(Approval.State.ALLOWED, now.plus(USING), by, reason)
                : asked.answered(Approval.State.DENIED, asked.until(), by, reason);
        if (!book.answered(answered, Approval.State.PENDING)) {
            throw new Fault(Fault.Code.CONFLICT, "approval `" + id + "` was answered by another");
        }
        wake(id);
        return answered;
    }

    /** @throws Fault NOT_FOUND */
    public Approval find(ApprovalId id) {
        return book.approvals().find(id).orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no approval `" + id + "`"));
    }

    public Approvals all() {
        return book.approvals();
    }

    /** Waits until it is answered, and no longer than so; then gives it as it is. */
    public Approval await(ApprovalId id, Duration atMost) throws InterruptedException {
        CountDownLatch answered = waiting.computeIfAbsent(id, none -> new CountDownLatch(1));
        Approval now = find(id);
        if (now.state() != Approval.State.PENDING || now.due(time.now())) {
            wake(id);
            return now;
        }
        answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return find(id);
    }

    private void wake(ApprovalId id) {
        CountDownLatch answered = waiting.remove(id);
        if (answered != null) {
            answered.countDown();
        }
    }

    /** Closes what was not answered or not used in time. */
    public synchronized void sweep() {
        Instant now = time.now();
        book.approvals().open().stream()
                .filter(approval -> approval.due(now) && !held.contains(approval.id()))
                .forEach(approval -> close(approval, Approval.State.EXPIRED));
    }

    /** The task is over: nobody needs to answer any more. */
    public synchronized void forget(TaskId task) {
        book.approvals().of(task).stream()
                .filter(Approval::open)
                .forEach(approval -> close(approval, Approval.State.CANCELLED));
    }

    private void close(Approval approval, Approval.State state) {
        try {
            book.answered(
                    approval.answered(state, approval.until(), approval.by(), approval.reason()), approval.state());
        } catch (Fault fault) {
            // It is void by its time, or with its task, all the same: what is missing is the record.
            LOG.log(System.Logger.Level.WARNING, "the end of " + approval.id() + " could not be recorded", fault);
        }
        wake(approval.id());
    }
}
