package safeconduct.server.http;

import java.util.function.Function;
import safeconduct.approval.ApprovalDesk;
import safeconduct.call.ToolAuthority;
import safeconduct.caller.TaskId;
import safeconduct.containment.Containing;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.Grants;
import safeconduct.kernel.Time;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.record.Journal;
import safeconduct.record.Openings;
import safeconduct.task.LiveTasks;
import safeconduct.task.TaskEnder;
import safeconduct.task.Tasks;
import safeconduct.web.Routes;

/** The whole API: every endpoint of {@link safeconduct.api.Endpoints}, each behind its gate. */
public final class ApiRoutes {

    private ApiRoutes() {}

    /**
     * The domain, as the endpoints use it.
     *
     * @param usage what a task has used so far
     */
    public record Domain(
            Tasks tasks,
            LiveTasks living,
            Grants grants,
            GrantDesk desk,
            TaskEnder ender,
            Containing containing,
            Journal journal,
            Openings openings,
            ApprovalDesk approvals,
            Function<TaskId, Usage> usage) {}

    /** What else the endpoints ask. */
    public record Around(Ports.Rules rules, Ports.Proofs proofs, Ports.Condition condition, Time time) {}

    public static Routes of(Domain domain, Around around, Gates gates) {
        ToolAuthority authority = new ToolAuthority(domain.containing(), domain.living(), domain.usage());
        return new ConditionEndpoints(around.condition())
                .routes(gates)
                .with(new TaskEndpoints(
                                domain.tasks(),
                                domain.living(),
                                domain.grants(),
                                domain.ender(),
                                domain.usage(),
                                task -> authority.remaining(
                                        task,
                                        around.rules().bundle(),
                                        around.time().now()),
                                around.time())
                        .routes(gates))
                .with(new GrantEndpoints(domain.grants(), domain.desk(), around.rules()).routes(gates))
                .with(new RuleEndpoints(around.rules()).routes(gates))
                .with(new LedgerEndpoints(domain.journal(), domain.openings(), around.proofs(), around.rules())
                        .routes(gates))
                .with(new ApprovalEndpoints(domain.approvals(), domain.openings()).routes(gates))
                .with(new ContainmentEndpoints(domain.containing(), domain.ender(), domain.tasks(), around.time())
                        .routes(gates));
    }
}
