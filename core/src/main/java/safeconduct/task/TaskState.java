package safeconduct.task;

import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
    /** May act. */
    ACTIVE,
    /** May not act until it is resumed; keeps its grants. */
    SUSPENDED,
    /** May not act any more; its grants are being taken back. */
    ENDING,
    /** Over; nothing of it is left. */
    ENDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
