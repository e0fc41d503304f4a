package safeconduct.grant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;

/** A target in memory whose credentials behave: they exist from minting until they are revoked; it can go away. */
public final class FakeBroker implements CredentialBroker {

    private final Time time;
    private final Set<String> living = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile String refusing = "";
    private volatile Runnable whileMinting = () -> {};

    public FakeBroker(Time time) {
        this.time = time;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** From now on orders are refused with this excess. */
    public void refuse(String excess) {
        refusing = excess;
    }

    /** Runs after a credential exists and before the broker has said so. */
    public void whileMinting(Runnable action) {
        whileMinting = action;
    }

    /** Something that nobody knows about appears. */
    public void appear(String principal) {
        living.add(principal);
    }

    @Override
    public String principal(Order order) {
        return "fake_" + order.task() + "_" + order.target();
    }

    @Override
    public Minting mint(Order order) {
        if (away) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target is away");
        }
        if (!refusing.isEmpty()) {
            return new Minting.Refused("more than the envelope allows", List.of(refusing));
        }
        String principal = principal(order);
        living.add(principal);
        whileMinting.run();
        Secret password = Secret.of("word-" + principal);
        return new Minting.Minted(new Credential(principal, Map.of("password", password), order.until()), List.of());
    }

    @Override
    public Receipt revoke(String principal, Optional<Credential> credential) {
        Instant now = time.now();
        if (away) {
            return new Receipt(
                    principal, now, now, List.of(), 0, Receipt.Probe.UNVERIFIABLE, false, "the target is away");
        }
        living.remove(principal);
        Receipt.Probe probe = credential.isPresent() ? Receipt.Probe.REFUSED : Receipt.Probe.ABSENT;
        return new Receipt(principal, now, now, List.of(new Receipt.Step("drop", "", now)), 0, probe, true, "");
    }

    @Override
    public List<String> made() {
        return List.copyOf(living);
    }

    @Override
    public List<String> sweep() {
        return List.of();
    }

    @Override
    public List<Finding> examine() {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
