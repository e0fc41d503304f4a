package safeconduct.api;

import static safeconduct.api.Endpoint.get;
import static safeconduct.api.Endpoint.post;

import java.util.List;
import safeconduct.api.Endpoint.Who;

/** Every operation of the API; a task is opened at {@code /oauth/token}, by token exchange. */
public final class Endpoints {

    public static final Endpoint HEALTH =
            get("health", "/health", "Whether the process lives.", Status.class).by(Who.ANYONE);
    public static final Endpoint READY = get(
                    "ready", "/ready", "Whether calls are decided and recorded now.", Status.class)
            .by(Who.ANYONE);
    public static final Endpoint METRICS =
            get("metrics", "/metrics", "Numbers, in the text format of Prometheus.", String.class);
    public static final Endpoint OPENAPI =
            get("openapi", "/v1/openapi.json", "This document.", String.class).by(Who.ANYONE);

    public static final Endpoint TASKS = get("listTasks", "/v1/tasks", "Tasks, the newest first.", TaskView.class)
            .with("living")
            .inPages();
    public static final Endpoint TASK = get("showTask", "/v1/tasks/{task}", "One task.", TaskView.class);
    public static final Endpoint CHILDREN = get(
                    "listChildren", "/v1/tasks/{task}/children", "Tasks opened under it.", TaskView.class)
            .listed();
    public static final Endpoint TASK_GRANTS = get(
                    "listGrantsOfTask", "/v1/tasks/{task}/grants", "What was minted for it.", GrantView.class)
            .listed();
    public static final Endpoint END = post(
                    "endTask",
                    "/v1/tasks/{task}/end",
                    "Ends it: answers when its credentials are taken back.",
                    EndingView.class)
            .body(EndRequest.class);

    public static final Endpoint OWN_TASK = get(
                    "showOwnTask", "/v1/self", "The task whose token this is.", TaskView.class)
            .by(Who.TASK);
    public static final Endpoint OWN_HEARTBEAT = post(
                    "heartbeat", "/v1/self/heartbeat", "The task gives a sign of life.", TaskView.class)
            .by(Who.TASK);
    public static final Endpoint OWN_END = post("endOwnTask", "/v1/self/end", "The task ends itself.", EndingView.class)
            .body(EndRequest.class)
            .by(Who.TASK);

    public static final Endpoint GRANTS = get("listGrants", "/v1/grants", "Grants, the newest first.", GrantView.class)
            .with("open")
            .inPages();
    public static final Endpoint GRANT = get("showGrant", "/v1/grants/{grant}", "One grant.", GrantView.class);
    public static final Endpoint ORPHANS =
            get("listOrphans", "/v1/orphans", "What exists at targets and no grant explains.", GrantView.Orphans.class);

    public static final Endpoint AGENTS = get("listAgents", "/v1/agents", "Registered agents.", AgentView.class)
            .listed();
    public static final Endpoint AGENT = get("showAgent", "/v1/agents/{agent}", "One agent.", AgentView.class);
    public static final Endpoint TARGETS = get(
                    "listTargets", "/v1/targets", "Targets with their tools.", TargetView.class)
            .listed();
    public static final Endpoint TARGET = get("showTarget", "/v1/targets/{target}", "One target.", TargetView.class);
    public static final Endpoint PURPOSES = get(
                    "listPurposes", "/v1/purposes", "Purposes that agents may have.", PurposeView.class)
            .listed();
    public static final Endpoint PURPOSE =
            get("showPurpose", "/v1/purposes/{purpose}", "One purpose.", PurposeView.class);

    public static final Endpoint POLICIES =
            get("showPolicies", "/v1/policies", "The Cedar policies in force.", PolicyView.class);
    public static final Endpoint AUTHORITY = get(
                    "taskAuthority",
                    "/v1/tasks/{task}/authority",
                    "The tools that a task may still call, and on what condition; none once it is over.",
                    AuthorityView.class)
            .listed();
    public static final Endpoint CAN_I = post(
                    "canI", "/v1/can-i", "Whether a call would be allowed; nothing happens.", CanI.Answer.class)
            .body(CanI.class);
    public static final Endpoint EXPLAIN = get(
            "explainDecision",
            "/v1/decisions/{record}",
            "A decision with all that it depended on.",
            RecordView.Explained.class);

    public static final Endpoint RECORDS = get(
                    "listRecords", "/v1/ledger/records", "Records of the ledger, in order.", RecordView.class)
            .with("from", "type", "task")
            .inPages();
    public static final Endpoint RECORD =
            get("showRecord", "/v1/ledger/records/{record}", "One record.", RecordView.class);
    public static final Endpoint PROOF = get(
            "proveRecord",
            "/v1/ledger/records/{record}/proof",
            "That a record stands in the ledger.",
            RecordView.Proof.class);
    public static final Endpoint CHECKPOINT =
            get("checkpoint", "/v1/ledger/checkpoint", "The signed statement of the whole ledger.", String.class);

    public static final Endpoint CONTAINMENTS = get(
                    "listContainments", "/v1/containments", "What is contained now.", ContainmentView.class)
            .listed();
    public static final Endpoint KILL = post(
                    "kill", "/v1/containments", "Contains, and ends what is concerned.", ContainmentView.Killed.class)
            .body(ContainmentView.Kill.class);
    public static final Endpoint LIFT = post("lift", "/v1/containments/lift", "Frees what was contained.", Status.class)
            .body(ContainmentView.Lift.class);

    public static final Endpoint APPROVALS = get(
                    "listApprovals", "/v1/approvals", "Questions to people, the newest first.", ApprovalView.class)
            .with("open")
            .inPages();
    public static final Endpoint APPROVAL =
            get("showApproval", "/v1/approvals/{approval}", "One question, with its arguments.", ApprovalView.class);
    public static final Endpoint ANSWER = post(
                    "answerApproval",
                    "/v1/approvals/{approval}/answer",
                    "A person's yes, for one call, once; or their no.",
                    ApprovalView.class)
            .body(ApprovalView.Answer.class);

    public static final Endpoint DOCTOR = post(
                    "doctor", "/v1/doctor", "Looks at everything and says what is wrong.", Examination.class)
            .with("prove");
    public static final Endpoint RELOAD = post(
            "reload",
            "/v1/config/reload",
            "Reads the configuration again, as a whole or not.",
            PolicyView.Reloaded.class);

    /** All, in the order in which they are documented. */
    public static final List<Endpoint> ALL = List.of(
            HEALTH,
            READY,
            METRICS,
            OPENAPI,
            TASKS,
            TASK,
            CHILDREN,
            TASK_GRANTS,
            AUTHORITY,
            END,
            OWN_TASK,
            OWN_HEARTBEAT,
            OWN_END,
            GRANTS,
            GRANT,
            ORPHANS,
            AGENTS,
            AGENT,
            TARGETS,
            TARGET,
            PURPOSES,
            PURPOSE,
            POLICIES,
            CAN_I,
            EXPLAIN,
            RECORDS,
            RECORD,
            PROOF,
            CHECKPOINT,
            CONTAINMENTS,
            KILL,
            LIFT,
            APPROVALS,
            APPROVAL,
            ANSWER,
            DOCTOR,
            RELOAD);

    private Endpoints() {}
}
