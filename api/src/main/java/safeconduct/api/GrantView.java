package safeconduct.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.grant.Grant;

/** One credential minted for one task; never the credential itself. */
public record GrantView(
        String id,
        String task,
        String target,
        String principal,
        String state,
        Instant created,
        Instant until,
        Optional<ReceiptView> receipt) {

    /**
     * What exists at targets and no grant explains.
     *
     * @param unreachable targets that could not be asked, with why
     */
    public record Orphans(List<Orphan> orphans, List<Unreachable> unreachable) {}

    /** One name at a target. */
    public record Orphan(String target, String principal) {}

    /** A target that could not be asked. */
    public record Unreachable(String target, String problem) {}

    public static GrantView of(Grant grant) {
        return new GrantView(
                grant.id().value(),
                grant.task().value(),
                grant.target().value(),
                grant.principal(),
                grant.state().word(),
                grant.created(),
                grant.until(),
                grant.receipt().map(ReceiptView::of));
    }
}
