package safeconduct.config.check;

import safeconduct.cedar.lint.Finding.Severity;

/** What {@code policy check} can find besides what the Cedar lint finds. The words are public and never renamed. */
public enum Code {
    NEVER_APPLIES(
            "never-applies",
            Severity.ERROR,
            "It names an agent, a purpose, a method, a target, a tool or an environment that there is not, or an"
                    + " argument that no tool it can apply to has. So it decides nothing."),
    UNKNOWN_ARGUMENT(
            "unknown-argument",
            Severity.ERROR,
            "A tool that it applies to has no such argument, by the JSON Schema of the tool. Reading it fails: a permit"
                    + " does not count, a forbid denies every call."),
    WRONG_TYPE(
            "wrong-type",
            Severity.ERROR,
            "A comparison or an operation that these types do not have. It fails, or is always false."),
    MAY_BE_MISSING(
            "may-be-missing",
            Severity.WARNING,
            "What it reads need not be there, and reading it then fails: a permit does not count, a forbid denies. Ask"
                    + " with `has` first."),
    ANY_TASK("any-task", Severity.WARNING, "It permits to every task, of whatever purpose and agent. Name one."),
    ASK_ON_FORBID(
            "ask-on-forbid", Severity.WARNING, "`@ask` makes a question of a permit; a forbid forbids all the same."),
    UNLINKED_TEMPLATE(
            "unlinked-template",
            Severity.WARNING,
            "A template decides nothing until it is linked, and nothing links it."),
    AGENT_INACTIVE(
            "agent-inactive",
            Severity.WARNING,
            "This agent opens no task: it expired, its owner is disabled, or it has no purpose."),
    PURPOSE_UNUSED("purpose-unused", Severity.WARNING, "No agent has this purpose."),
    PURPOSE_UNLIMITED(
            "purpose-unlimited",
            Severity.WARNING,
            "A task of this purpose may use as much as it likes. Set the budget."),
    ALL_ROWS(
            "all-rows",
            Severity.INFO,
            "A task of this purpose may touch every row of the table. `rows` ties them to a parameter.");

    private final String word;
    private final Severity severity;
    private final String explanation;

    Code(String word, Severity severity, String explanation) {
        this.word = word;
        this.severity = severity;
        this.explanation = explanation;
    }

    /** Its name in output. */
    public String word() {
        return word;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Why it matters, and what to do. */
    public String explanation() {
        return explanation;
    }
}
