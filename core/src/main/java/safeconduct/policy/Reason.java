package safeconduct.policy;

import java.util.Locale;

/** Why not. These words are public: recorded, counted, shown, and never renamed. */
public enum Reason {
    NO_POLICY_ALLOWS("Stay within the purpose of this task, or ask its owner to widen the purpose."),
    POLICY_FORBIDS("Do not repeat this call: a policy forbids it."),
    POLICY_FAILED("Do not repeat this call: a policy could not be evaluated on it; tell the operator."),
    TASK_NOT_ACTIVE("Open a new task."),
    CONTAINED("Stop: an operator has contained this task."),
    NOT_WITHIN_PARENT("Stay within what the task above this one may do."),
    TARGET_NOT_IN_ENVELOPE("Use only the targets of this task."),
    TOOL_NOT_IN_ENVELOPE("Use only the tools of this task; list them with `tools/list`."),
    ENVIRONMENT_NOT_IN_ENVELOPE("Use only targets in the environment of this task."),
    METHOD_NOT_GOVERNED("Use only methods that this door knows."),
    ARGUMENTS_INVALID("Correct the arguments and call again."),
    TOOL_CHANGED("Do not use this tool: it is not what was reviewed; tell the operator."),
    STATEMENT_UNREADABLE("Send exactly one plain SQL statement."),
    STATEMENT_NOT_ALLOWED("Send a statement of a kind that this task may use."),
    TABLE_NOT_IN_ENVELOPE("Use only the tables of this task."),
    COLUMN_NOT_IN_ENVELOPE("Name only the columns of this task; a star names all."),
    BUDGET_EXHAUSTED("Finish with what you have: the budget of this task is used up."),
    WINDOW_EXHAUSTED("Wait: this agent has used what it may use at this target for now."),
    USER_NOT_ALLOWED("Stop: the user of this task may not do this."),
    AGENT_NOT_ALLOWED("Stop: this agent may not open such a task."),
    PARAMETER_INVALID("Correct the parameters and open the task again."),
    APPROVAL_UNAVAILABLE("Do not repeat this call: it needs a person's approval, and there is no way to ask here."),
    APPROVAL_DENIED("Do not repeat this call: a person was asked, and said no."),
    GRANT_REFUSED("Tell the operator: the credential for this task could not be made within its envelope."),
    RECORD_UNAVAILABLE("Try later: nothing is done while it cannot be recorded."),
    TARGET_UNAVAILABLE("Try later: the target is away.");

    private final String next;

    Reason(String next) {
        this.next = next;
    }

    /** The legal next step, told to the agent. */
    public String next() {
        return next;
    }

    /** As records and answers spell it: in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
