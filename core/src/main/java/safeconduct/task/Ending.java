package safeconduct.task;

import java.time.Instant;
import java.util.List;
import safeconduct.grant.Receipt;

/**
 * What the end of a task proved.
 *
 * @param receipts of its own grants and those of its children
 * @param refusedSince from when no call of it was allowed
 * @param complete whether nothing of it is left; if not, it is tried again until it is
 */
public record Ending(Task task, List<Receipt> receipts, Instant refusedSince, boolean complete) {

    public Ending {
        receipts = List.copyOf(receipts);
    }
}
