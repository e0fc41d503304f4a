package safeconduct.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.task.Ending;

/**
 * What the end of a task proved.
 *
 * @param refusedSince from when no call of it was allowed
 * @param complete whether nothing of it is left; if not, it is tried again until it is
 */
public record EndingView(TaskView task, List<ReceiptView> receipts, Instant refusedSince, boolean complete) {

    public static EndingView of(Ending ending) {
        return new EndingView(
                TaskView.of(ending.task(), Optional.empty()),
                ending.receipts().stream().map(ReceiptView::of).toList(),
                ending.refusedSince(),
                ending.complete());
    }
}
