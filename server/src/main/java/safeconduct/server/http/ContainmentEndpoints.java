package safeconduct.server.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import safeconduct.api.ContainmentView;
import safeconduct.api.ContainmentView.Kill;
import safeconduct.api.ContainmentView.Killed;
import safeconduct.api.ContainmentView.Lift;
import safeconduct.api.EndingView;
import safeconduct.api.Endpoints;
import safeconduct.api.Page;
import safeconduct.api.Status;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.containment.Containing;
import safeconduct.containment.Containment.Kind;
import safeconduct.containment.Containment.Scope;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.task.TaskEnder;
import safeconduct.task.Tasks;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** The kill switch. */
record ContainmentEndpoints(Containing containing, TaskEnder ender, Tasks tasks, Time time) {

    private static final String OPERATOR = "operator";

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.CONTAINMENTS, this::list)
                .on(Endpoints.KILL, this::kill)
                .on(Endpoints.LIFT, this::lift)
                .routes();
    }

    private Response list(Request request) {
        return Answers.of(
                Page.whole(containing.all().stream().map(ContainmentView::of).toList()));
    }

    private Response kill(Request request) {
        Instant accepted = time.now();
        Kill kill = Answers.body(request, Kill.class);
        Scope scope = scope(kill.kind(), kill.value());
        List<EndingView> endings = containing.kill(scope, kill.reason(), OPERATOR, ender).stream()
                .map(EndingView::of)
                .toList();
        return Answers.of(new Killed(accepted, endings));
    }

    private Response lift(Request request) {
        Lift lift = Answers.body(request, Lift.class);
        containing.lift(scope(lift.kind(), lift.value()), lift.reason(), OPERATOR);
        return Answers.of(new Status("ok"));
    }

    /** A name that nothing can have is refused: a kill with a typing error must not look like one that worked. */
    private Scope scope(String word, String value) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return new Scope(kind, checked(kind, value));
            }
        }
        throw new Fault(Fault.Code.INVALID, "`kind` is `" + word + "`, expected `task`, `agent`, `target` or `all`");
    }

    private String checked(Kind kind, String value) {
        return switch (kind) {
            case ALL -> {
                if (!value.isEmpty()) {
                    throw new Fault(Fault.Code.INVALID, "`value` must be empty for `all`");
                }
                yield "";
            }
            case AGENT -> new AgentName(value).value();
            case TARGET -> new TargetName(value).value();
            case TASK ->
                tasks.find(new TaskId(value))
                        .orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no task `" + value + "`"))
                        .id()
                        .value();
        };
    }
}
