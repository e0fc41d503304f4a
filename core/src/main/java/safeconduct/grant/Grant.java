package safeconduct.grant;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;

/**
 * One credential minted for one task at one target. Its row exists before the credential does.
 *
 * @param principal its name at the target
 * @param until the target itself refuses it from then on
 * @param receipt of the last attempt to take it back
 */
public record Grant(
        GrantId id,
        TaskId task,
        TargetName target,
        String principal,
        State state,
        Instant created,
        Instant until,
        Optional<Receipt> receipt) {

    /** Where a grant stands. */
    public enum State {
        /** Something of it may exist at the target. */
        MINTING,
        MINTED,
        /** Its task has ended; it is being taken back. */
        REVOKING,
        /** A complete receipt says that nothing of it is left. */
        REVOKED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Grant in(State next) {
        return new Grant(id, task, target, principal, next, created, until, receipt);
    }

    public Grant with(Receipt made) {
        return new Grant(
                id,
                task,
                target,
                principal,
                made.complete() ? State.REVOKED : State.REVOKING,
                created,
                until,
                Optional.of(made));
    }
}
