package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import safeconduct.approval.ApprovalDesk;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.SqlReader;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.containment.Containing;
import safeconduct.grant.Credential;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.Holding;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Reason;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;

/**
 * The life of one call: facts, decide, record, recheck, act, record. Every door goes through here, so no door can forget a
 * step. Thread-safe; calls of one task run side by side.
 */
public final class Calls implements Door {

    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    /** After these the call has done nothing, as far as its target says. */
    private static final Set<Outcome.Status> NO_EFFECT = Set.of(Outcome.Status.FAILED, Outcome.Status.SUPPRESSED);

    private final Supplier<Bundle> rules;
    private final LiveTasks living;
    private final Containing containing;
    private final GrantDesk desk;
    private final Deciding deciding;
    private final ToolAuthority authority;
    private final CallBook book;
    private final Consent consent;
    private final OwnTask ownTask;
    private final BudgetBook budgets;
    private final FlowBook flows = new FlowBook();
    private final Time time;

    /** What the calls work with. */
    public record Parts(
            Supplier<Bundle> rules,
            LiveTasks living,
            Containing containing,
            GrantDesk desk,
            SqlReader sql,
            CallBook book,
            BudgetBook budgets,
            ApprovalDesk approvals,
            Time time) {}

    public Calls(Parts parts) {
        this.rules = parts.rules();
        this.living = parts.living();
        this.containing = parts.containing();
        this.desk = parts.desk();
        this.deciding = new Deciding(parts.sql(), parts.containing(), parts.budgets(), parts.living(), flows);
        this.authority = new ToolAuthority(parts.containing(), parts.living(), parts.budgets()::usage);
        this.book = parts.book();
        this.budgets = parts.budgets();
        this.time = parts.time();
        this.consent = new Consent(deciding, book, parts.approvals());
        this.ownTask = new OwnTask(parts, authority);
    }

    @Override
    public Answer perform(Caller caller, Call call, Act act) throws InterruptedException {
        Optional<LiveTask> live = living.find(caller.task()).filter(LiveTask::active);
        if (live.isEmpty()) {
            return unknownTask(caller, call);
        }
        Instant now = time.now();
        live.get().seen(now);
        Deciding.Decided decided = deciding.decide(live.get().task(), call, rules.get(), now);
        Consent.Said said;
        try {
            said = consent.on(decided);
        } catch (Fault fault) {
            return unrecorded(fault);
        }
        return switch (said) {
            case Consent.Said.No(var answer) -> answer;
            case Consent.Said.Yes(var allowed, var record) -> carryOut(live.get(), allowed, record, act);
        };
    }

    private Answer unknownTask(Caller caller, Call call) {
        Decision.Deny denial = Decision.Deny.because(Reason.TASK_NOT_ACTIVE, "the task is not active");
        try {
            return new Answer.Refused(denial, book.refusedBefore(caller, call, denial));
        } catch (Fault fault) {
            return unrecorded(fault);
        }
    }

    private static Answer unrecorded(Fault fault) {
        LOG.log(System.Logger.Level.ERROR, "a decision could not be recorded, so the call is refused", fault);
        return new Answer.Refused(
                Decision.Deny.because(Reason.RECORD_UNAVAILABLE, "the decision could not be recorded"), -1);
    }

    private Answer carryOut(LiveTask live, Deciding.Decided decided, long record, Act act) throws InterruptedException {
        Holding holding = hold(live, decided);
        if (holding instanceof Holding.Refused(var denial, var excess)) {
            flows.failed(decided);
            book.happened(
                    decided, record, Outcome.of(Outcome.Status.SUPPRESSED, denial.explanation()), new Meter.Used(0, 0));
            return new Answer.Refused(denial, record);
        }
        Meter meter = new Meter(budgets, decided.spender(), time);
        CallPermit permit = new CallPermit(
                record,
                decided,
                ((Holding.Held) holding).credential(),
                meter,
                new CallPermit.Recheck(live, containing, flows));
        Outcome outcome = Outcome.of(Outcome.Status.STOPPED, "the door broke off");
        try {
            outcome = run(act, permit);
        } finally {
            permit.arrived();
            if (NO_EFFECT.contains(outcome.status())) {
                flows.failed(decided);
            }
            live.seen(time.now());
            book.happened(decided, record, outcome, meter.used());
        }
        return new Answer.Acted(outcome, record);
    }

    private static Outcome run(Act act, CallPermit permit) throws InterruptedException {
        try {
            Outcome outcome = act.act(permit);
            return permit.stopped() && outcome.status() != Outcome.Status.SUPPRESSED
                    ? Outcome.of(Outcome.Status.STOPPED, outcome.detail())
                    : outcome;
        } catch (Fault fault) {
            return Outcome.of(Outcome.Status.UNREACHABLE, fault.getMessage());
        }
    }

    private Holding hold(LiveTask live, Deciding.Decided decided) {
        var task = live.task();
        try {
            return desk.hold(new GrantDesk.Wanted(
                    task.id(), task.agent().name(), decided.target().orElseThrow(), task.envelope(), live::active));
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.WARNING, "no credential could be made for " + task.id(), fault);
            Reason reason = fault.code() == Fault.Code.UNAVAILABLE ? Reason.TARGET_UNAVAILABLE : Reason.GRANT_REFUSED;
            return new Holding.Refused(Decision.Deny.because(reason, fault.getMessage()), List.of());
        }
    }

    @Override
    public List<String> visibleTools(Caller caller, TargetName target) {
        return living.find(caller.task())
                .filter(LiveTask::active)
                .map(live -> authority.visible(live.task(), target, rules.get(), time.now()))
                .orElse(List.of());
    }

    @Override
    public List<Target> targets(Caller caller) {
        Bundle bundle = rules.get();
        return living
                .find(caller.task())
                .filter(LiveTask::active)
                .map(LiveTask::task)
                .filter(task -> living.above(task).isPresent())
                .stream()
                .flatMap(task -> task.envelope().targets().keySet().stream()
                        .sorted()
                        .filter(name -> containing.against(task, name).isEmpty()))
                .map(bundle::target)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Target target(Caller caller, TargetName target) {
        return targets(caller).stream()
                .filter(allowed -> allowed.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no target `" + target + "` in this task"));
    }

    @Override
    public Optional<Credential> credential(Caller caller, TargetName name) {
        Target target = target(caller, name);
        LiveTask live =
                living.find(caller.task()).orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "the task is not active"));
        Task task = live.task();
        Holding holding =
                desk.hold(new GrantDesk.Wanted(task.id(), task.agent().name(), target, task.envelope(), live::active));
        return switch (holding) {
            case Holding.Held(var credential) -> credential;
            case Holding.Refused(var denial, var excess) ->
                throw new Fault(Fault.Code.UNAVAILABLE, denial.explanation());
        };
    }

    /** What tasks may ask about themselves. */
    public SelfService selfService() {
        return ownTask;
    }

    /** Forgets what a task used; it is over. */
    public void forget(TaskId task) {
        budgets.forget(task);
        flows.forget(task);
    }

    @Override
    public void listed(TargetName target, JsonNode tools) {
        flows.listed(target, tools);
    }
}
