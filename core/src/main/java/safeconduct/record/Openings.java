package safeconduct.record;

import java.util.Map;
import java.util.Optional;
import safeconduct.caller.TaskId;

/**
 * Keeps what opens commitments, beside the ledger, encrypted under a key of the task. A repository. Losing it breaks no
 * proof: the values are then not known any more, and that is all.
 */
public interface Openings {

    /**
     * Keeps them; may return before they are durable.
     *
     * @param record index in the ledger
     * @param fields by the name that the field has in the event
     */
    void keep(TaskId task, long record, Map<String, Hidden> fields);

    /** Empty when it was never kept, or erased. */
    Optional<Hidden> find(long record, String field);

    /** Destroys the key of the task, and with it all its openings. Durable when it returns. */
    void erase(TaskId task);
}
