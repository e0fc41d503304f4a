package safeconduct.task;

import safeconduct.policy.Decision;

/** The answer to a request for a task. */
public sealed interface Opening {

    record Opened(Task task) implements Opening {}

    record Refused(Decision.Deny denial) implements Opening {}
}
