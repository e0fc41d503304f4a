package safeconduct.grant;

import java.util.List;
import java.util.Optional;
import safeconduct.caller.TaskId;

/** The grants that exist or existed. A repository. */
public interface Grants {

    /** Inserts or replaces; durable when it returns. */
    void save(Grant grant);

    Optional<Grant> find(GrantId id);

    List<Grant> of(TaskId task);

    /** All that are not revoked, the oldest first. */
    List<Grant> open();

    /** The newest first. */
    List<Grant> page(Optional<GrantId> before, int limit);
}
