package safeconduct.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import safeconduct.api.AuthorityView;
import safeconduct.api.EndRequest;
import safeconduct.api.EndingView;
import safeconduct.api.Endpoints;
import safeconduct.api.GrantView;
import safeconduct.api.Page;
import safeconduct.api.TaskView;
import safeconduct.call.ToolAuthority;
import safeconduct.caller.TaskId;
import safeconduct.grant.Grants;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.task.EndReason;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;
import safeconduct.task.TaskEnder;
import safeconduct.task.TaskState;
import safeconduct.task.Tasks;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/**
 * Tasks, for the operator and for the tasks themselves.
 *
 * @param usage what a task has used so far
 * @param authority what it may still do
 */
record TaskEndpoints(
        Tasks tasks,
        LiveTasks living,
        Grants grants,
        TaskEnder ender,
        Function<TaskId, Usage> usage,
        Function<Task, List<ToolAuthority.OfTool>> authority,
        Time time) {

    private static final String OPERATOR = "operator";

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.TASKS, this::list)
                .on(Endpoints.TASK, request -> Answers.of(view(known(id(request)))))
                .on(Endpoints.CHILDREN, this::children)
                .on(Endpoints.TASK_GRANTS, this::grantsOf)
                .on(Endpoints.AUTHORITY, this::authority)
                .on(Endpoints.END, request -> end(id(request), request, OPERATOR))
                .on(Endpoints.OWN_TASK, request -> Answers.of(view(known(own(request)))))
                .on(Endpoints.OWN_HEARTBEAT, this::heartbeat)
                .on(Endpoints.OWN_END, request -> end(own(request), request, "task"))
                .routes();
    }

    private Response list(Request request) {
        if (Answers.flag(request, "living")) {
            return Answers.of(Page.whole(tasks.living().stream().map(this::view).toList()));
        }
        int limit = Answers.limit(request);
        Optional<TaskId> before = Answers.query(request, "cursor").map(TaskId::new);
        List<Task> found = tasks.page(before, limit + 1);
        return Answers.of(
                Answers.page(found, limit, this::view, task -> task.id().value()));
    }

    private Response children(Request request) {
        Task parent = known(id(request));
        return Answers.of(Page.whole(
                tasks.childrenOf(parent.id()).stream().map(this::view).toList()));
    }

    private Response grantsOf(Request request) {
        Task task = known(id(request));
        return Answers.of(
                Page.whole(grants.of(task.id()).stream().map(GrantView::of).toList()));
    }

    private Response authority(Request request) {
        return Answers.of(Page.whole(authority.apply(known(id(request))).stream()
                .map(AuthorityView::of)
                .toList()));
    }

    private Response heartbeat(Request request) {
        LiveTask live = living.find(own(request)).filter(LiveTask::active).orElseThrow(TaskEndpoints::over);
        live.seen(time.now());
        return Answers.of(view(live.task()));
    }

    private Response end(TaskId id, Request request, String by) {
        EndReason reason = reason(Answers.body(request, EndRequest.class));
        return Answers.of(EndingView.of(ender.end(id, reason, by)));
    }

    private static EndReason reason(EndRequest request) {
        for (EndReason reason : List.of(EndReason.EXPLICIT, EndReason.PROCESS_EXIT)) {
            if (reason.word().equals(request.reason().toLowerCase(Locale.ROOT))) {
                return reason;
            }
        }
        throw new Fault(
                Fault.Code.INVALID, "`reason` is `" + request.reason() + "`, expected `explicit` or `process_exit`");
    }

    /** What lives is shown as it is in memory: the last sign of life is not written each time. */
    private TaskView view(Task stored) {
        Task task = living.find(stored.id()).map(LiveTask::task).orElse(stored);
        Optional<Usage> used = task.state() == TaskState.ENDED ? Optional.empty() : Optional.of(usage.apply(task.id()));
        return TaskView.of(task, used);
    }

    private Task known(TaskId id) {
        return tasks.find(id).orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no task `" + id + "`"));
    }

    private static TaskId id(Request request) {
        return new TaskId(request.parameter("task"));
    }

    private static TaskId own(Request request) {
        return request.caller().orElseThrow(TaskEndpoints::over).task();
    }

    private static Fault over() {
        return new Fault(Fault.Code.NOT_FOUND, "the task is over: open a new one");
    }
}
