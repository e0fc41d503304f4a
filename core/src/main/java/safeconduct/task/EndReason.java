package safeconduct.task;

import java.util.Locale;

/** Why a task ended. These words are public. */
public enum EndReason {
    /** Its agent or an operator said so. */
    EXPLICIT,
    /** The process that it was opened for has exited. */
    PROCESS_EXIT,
    /** It was silent for longer than its idle time. */
    IDLE,
    /** Its time was over. */
    DEADLINE,
    /** The task that opened it has ended. */
    PARENT_ENDED,
    /** The owner of its agent is disabled. */
    OWNER_DISABLED,
    /** Its agent or purpose is not in the configuration any more. */
    CONFIGURATION,
    /** An operator stopped it, alone or with others. */
    KILLED,
    /** Opening it did not come to an end. */
    NOT_OPENED,
    /** The server had stopped without ending it. */
    UNCLEAN_STOP,
    /** The server stops. */
    SHUTDOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
