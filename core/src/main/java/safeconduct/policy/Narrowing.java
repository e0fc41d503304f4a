package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.Voucher;
import safeconduct.kernel.Digest;

/** Temporary. */
public final class Narrowing {
    private Narrowing() {}

    public record Wish(
            Purpose purpose, ObjectNode parameters, Voucher voucher, Optional<Duration> ttl, Digest bundle) {}

    public sealed interface Result {
        record Narrowed(Envelope envelope) implements Result {}

        record Problems(List<String> problems) implements Result {}
    }

    public static Result narrow(Wish wish, Optional<Envelope> parent, Instant now) {
        Purpose p = wish.purpose();
        Duration ttl = wish.ttl().filter(t -> t.compareTo(p.ttl()) < 0).orElse(p.ttl());
        return new Result.Narrowed(new Envelope(
                p.name(),
                wish.parameters(),
                wish.voucher(),
                p.targets(),
                p.environment(),
                p.dataClasses(),
                p.budgets(),
                now.plus(ttl),
                p.idle(),
                wish.bundle()));
    }
}
