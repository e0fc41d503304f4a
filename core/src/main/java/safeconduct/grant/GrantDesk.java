package safeconduct.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.grant.CredentialBroker.Minting;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;
import safeconduct.policy.Decision;
import safeconduct.policy.Envelope;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;
import safeconduct.record.Event;

/**
 * Makes the credentials of tasks, holds them while the task lives, and takes them back. Thread-safe: one credential for
 * each task and target, whoever asks first; a task that is closed gets none any more, also when the two race.
 *
 * <p>Order of writing: ledger, then state, then target. So whatever exists at a target has a row, and whatever has a row
 * has a record.
 */
public final class GrantDesk {

    private static final System.Logger LOG = System.getLogger(GrantDesk.class.getName());

    private final Grants grants;
    private final GrantBook book;
    private final Brokers brokers;
    private final Ids ids;
    private final Time time;
    private final Map<TaskId, Wallet> wallets = new ConcurrentHashMap<>();
    private final Map<TargetName, String> barred = new ConcurrentHashMap<>();

    public GrantDesk(Grants grants, GrantBook book, Brokers brokers, Ids ids, Time time) {
        this.grants = grants;
        this.book = book;
        this.brokers = brokers;
        this.ids = ids;
        this.time = time;
    }

    /** What one task holds; its lock is held while something is minted or taken back for the task. */
    private static final class Wallet {
        final ReentrantLock lock = new ReentrantLock();
        final Map<TargetName, Credential> credentials = new ConcurrentHashMap<>();
        final Map<GrantId, Credential> byGrant = new ConcurrentHashMap<>();
        volatile boolean closed;
    }

    /**
     * Whose credential at which target, within what.
     *
     * @param active whether the task may still act; asked while nobody can end the task's credentials
     */
    public record Wanted(TaskId task, AgentName agent, Target target, Envelope envelope, BooleanSupplier active) {}

    /** From now on nothing is minted at this target, for this reason; an empty one lifts it. */
    public void bar(TargetName target, String reason) {
        if (reason.isEmpty()) {
            barred.remove(target);
        } else {
            barred.put(target, reason);
        }
    }

    /**
     * The task's credential at this target: made now, or the one that it already has.
     *
     * @throws Fault UNAVAILABLE when the target or the ledger is away
     */
    public Holding hold(Wanted wanted) {
        Optional<CredentialBroker> broker = brokers.of(wanted.target().name());
        if (broker.isEmpty()) {
            return withoutBroker(wanted.target());
        }
        Wallet wallet = wallets.computeIfAbsent(wanted.task(), task -> new Wallet());
        Credential known = wallet.credentials.get(wanted.target().name());
        if (known != null && !wallet.closed) {
            return new Holding.Held(Optional.of(known));
        }
        wallet.lock.lock();
        try {
            return holdLocked(wanted, broker.get(), wallet);
        } finally {
            wallet.lock.unlock();
        }
    }

    private static Holding withoutBroker(Target target) {
        if (target.broker().isEmpty()) {
            return new Holding.Held(Optional.empty());
        }
        return refused("the broker of target `" + target.name() + "` is not in use", List.of());
    }

    private Holding holdLocked(Wanted wanted, CredentialBroker broker, Wallet wallet) {
        if (wallet.closed || !wanted.active().getAsBoolean()) {
            // A call that was decided before the end may come after it: the wallet is then a new one, and stays empty.
            wallets.computeIfPresent(wanted.task(), (task, kept) -> kept == wallet && !wallet.closed ? null : kept);
            return new Holding.Refused(Decision.Deny.because(Reason.TASK_NOT_ACTIVE, "the task is ending"), List.of());
        }
        Credential known = wallet.credentials.get(wanted.target().name());
        if (known != null) {
            return new Holding.Held(Optional.of(known));
        }
        String bar = barred.get(wanted.target().name());
        return bar == null ? mint(wanted, broker, wallet) : refused(bar, List.of());
    }

    private Holding mint(Wanted wanted, CredentialBroker broker, Wallet wallet) {
        Order order = order(wanted);
        Grant grant = new Grant(
                order.id(),
                order.task(),
                order.target(),
                broker.principal(order),
                Grant.State.MINTING,
                time.now(),
                order.until(),
                Optional.empty());
        book.minting(grant);
        Minting minting;
        try {
            minting = broker.mint(order);
        } catch (Fault fault) {
            takeBack(grant, Optional.empty());
            throw fault;
        }
        return switch (minting) {
            case Minting.Minted(var credential, var exceptions) -> {
                wallet.byGrant.put(grant.id(), credential);
                book.minted(grant.in(Grant.State.MINTED), exceptions);
                wallet.credentials.put(wanted.target().name(), credential);
                yield new Holding.Held(Optional.of(credential));
            }
            case Minting.Refused(var reason, var excess) -> {
                book.refused(grant, reason, excess);
                takeBack(grant, Optional.empty());
                yield refused(reason, excess);
            }
        };
    }

    private static Holding refused(String reason, List<String> excess) {
        return new Holding.Refused(Decision.Deny.because(Reason.GRANT_REFUSED, reason), excess);
    }

    private Order order(Wanted wanted) {
        Envelope envelope = wanted.envelope();
        TargetName target = wanted.target().name();
        Purpose.Access access = envelope.targets().get(target);
        if (access == null) {
            throw new IllegalStateException("a credential was wanted at a target outside the envelope: " + target);
        }
        ObjectNode parameters = envelope.parameters();
        GrantId id = new GrantId(ids.next(GrantId.PREFIX));
        return new Order(id, wanted.task(), wanted.agent(), target, access, parameters, envelope.deadline());
    }

    /**
     * Takes back everything that the task holds, and gives it nothing any more. May be called again; a grant that has a
     * complete receipt is left alone.
     *
     * @return a receipt for each grant that was not yet taken back
     */
    public List<Receipt> close(TaskId task) {
        Wallet wallet = wallets.computeIfAbsent(task, id -> new Wallet());
        wallet.closed = true;
        wallet.lock.lock();
        try {
            List<Receipt> receipts = new ArrayList<>();
            for (Grant grant : grants.of(task)) {
                if (grant.state() != Grant.State.REVOKED) {
                    receipts.add(takeBack(grant, Optional.ofNullable(wallet.byGrant.get(grant.id()))));
                }
            }
            return receipts;
        } finally {
            wallet.lock.unlock();
        }
    }

    /** Forgets the secrets of a task whose grants are all taken back; it must not be asked for again. */
    public void forget(TaskId task) {
        Wallet wallet = wallets.remove(task);
        if (wallet != null) {
            wallet.byGrant
                    .values()
                    .forEach(credential -> credential.fields().values().forEach(secret -> secret.close()));
        }
    }

    private Receipt takeBack(Grant grant, Optional<Credential> credential) {
        Optional<CredentialBroker> broker = brokers.of(grant.target());
        Receipt receipt = broker.map(b -> b.revoke(grant.principal(), credential))
                .orElseGet(() -> unreachable(grant, "target `" + grant.target() + "` has no broker any more"));
        if (!receipt.complete()) {
            LOG.log(System.Logger.Level.WARNING, "grant {0} is not taken back yet: {1}", grant.id(), receipt.problem());
        }
        return written(grant, receipt);
    }

    /** A receipt that could not be recorded does not count: it is made again when the ledger is back. */
    private Receipt written(Grant grant, Receipt receipt) {
        try {
            book.revoked(grant.with(receipt), receipt);
            return receipt;
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.ERROR, "the receipt of grant " + grant.id() + " could not be recorded", fault);
            return receipt.unfinished("the receipt could not be recorded: " + fault.getMessage());
        }
    }

    private Receipt unreachable(Grant grant, String problem) {
        var now = time.now();
        return new Receipt(grant.principal(), now, now, List.of(), 0, Receipt.Probe.UNVERIFIABLE, false, problem);
    }

    /** Names at the target that look made for a task and that no open grant explains. */
    public List<String> orphans(TargetName target) {
        CredentialBroker broker = brokers.of(target).orElse(null);
        if (broker == null) {
            return List.of();
        }
        // The target is asked first: what is minted meanwhile had its row before.
        List<String> made = broker.made();
        Set<String> open = grants.open().stream()
                .filter(grant -> grant.target().equals(target))
                .map(Grant::principal)
                .collect(Collectors.toSet());
        List<String> unexplained =
                made.stream().filter(name -> !open.contains(name)).toList();
        if (unexplained.isEmpty()) {
            return unexplained;
        }
        List<String> still = broker.made(); // What was taken back meanwhile is no orphan.
        return unexplained.stream().filter(still::contains).toList();
    }

    /**
     * Removes what exists at the target without a row, and ends sessions that no living principal owns. What is found is
     * recorded.
     */
    public void sweep(TargetName target) {
        CredentialBroker broker = brokers.of(target).orElse(null);
        if (broker == null) {
            return;
        }
        for (String orphan : orphans(target)) {
            Receipt receipt = broker.revoke(orphan, Optional.empty());
            book.found(new Event.Found(
                    target.value(),
                    "orphan",
                    orphan + (receipt.complete() ? " removed" : " left: " + receipt.problem())));
        }
        for (String line : broker.sweep()) {
            book.found(new Event.Found(target.value(), "session", line));
        }
    }
}
