package safeconduct.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalDesk;
import safeconduct.approval.ApprovalId;
import safeconduct.caller.Caller;
import safeconduct.catalog.Target;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;

/** Answers tasks about themselves, and about nobody else. */
final class OwnTask implements SelfService {

    static final String ACCESS = "access/request";

    private final Supplier<Bundle> rules;
    private final LiveTasks living;
    private final ToolAuthority tools;
    private final BudgetBook budgets;
    private final ApprovalDesk approvals;
    private final Time time;

    OwnTask(Calls.Parts parts, ToolAuthority tools) {
        this.rules = parts.rules();
        this.living = parts.living();
        this.tools = tools;
        this.budgets = parts.budgets();
        this.approvals = parts.approvals();
        this.time = parts.time();
    }

    @Override
    public Approval await(Caller caller, ApprovalId id, Duration atMost) throws InterruptedException {
        if (!approvals.find(id).task().equals(caller.task())) {
            throw new Fault(Fault.Code.NOT_FOUND, "no approval `" + id + "`"); // As if it did not exist.
        }
        return approvals.await(id, atMost);
    }

    @Override
    public Approval request(Caller caller, Access access) {
        Task task = active(caller);
        Approval.Bound bound = new Approval.Bound(
                task.id(),
                new Approval.Subject(access.target(), ACCESS, access.tool()),
                Json.object().put("reason", access.reason()),
                task.envelope().digest(),
                rules.get().digest());
        return approvals.ask(new ApprovalDesk.Question(
                bound,
                task.agent().name(),
                "May a task of this agent have `" + access.tool() + "` of `" + access.target() + "`?",
                List.of(),
                -1,
                task.envelope().deadline()));
    }

    @Override
    public Authority authority(Caller caller) {
        Task task = active(caller);
        Bundle bundle = rules.get();
        List<Place> places = task.envelope().targets().keySet().stream()
                .sorted()
                .flatMap(name -> bundle.target(name).stream())
                .map(target -> place(task, target, bundle))
                .filter(place -> !place.tools().isEmpty())
                .toList();
        return new Authority(
                task.envelope().purpose(),
                task.envelope().environment(),
                task.envelope().deadline(),
                places,
                approvals.all().of(task.id()).stream().filter(Approval::open).toList());
    }

    private Place place(Task task, Target target, Bundle bundle) {
        Instant now = time.now();
        List<LiveTask> above = living.above(task).orElse(List.of());
        return new Place(
                target.name(),
                tools.remaining(task, target.name(), bundle, now)
                        .map(ToolAuthority.OfTool::tool)
                        .toList(),
                budgets.left(Deciding.spender(task, above, target.name(), bundle), now));
    }

    private Task active(Caller caller) {
        return living.find(caller.task())
                .filter(LiveTask::active)
                .map(LiveTask::task)
                .orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "the task is not active"));
    }
}
