package safeconduct.api;

/**
 * Ends a task.
 *
 * @param reason explicit or process_exit
 */
public record EndRequest(String reason) {}
