package safeconduct.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import safeconduct.approval.ApprovalBook;
import safeconduct.approval.ApprovalDesk;
import safeconduct.approval.ApprovalTeller;
import safeconduct.call.BudgetBook;
import safeconduct.call.CallBook;
import safeconduct.call.Calls;
import safeconduct.caller.AgentName;
import safeconduct.catalog.SqlReader;
import safeconduct.catalog.TargetName;
import safeconduct.containment.Containing;
import safeconduct.grant.Brokers;
import safeconduct.grant.GrantBook;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.Grants;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;
import safeconduct.ledger.Ledger;
import safeconduct.policy.Bundle;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.Openings;
import safeconduct.record.Pseudonyms;
import safeconduct.record.StateGate;
import safeconduct.store.SqliteOpenings;
import safeconduct.task.EndReason;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Recovery;
import safeconduct.task.RollForward;
import safeconduct.task.TaskBook;
import safeconduct.task.TaskEnder;
import safeconduct.task.TaskOpener;
import safeconduct.task.TaskSweeper;
import safeconduct.task.Tasks;

/**
 * The domain on the files of one folder, without any door. Opening it brings ledger and state together and ends what the
 * last run left; only then can a door be put before it.
 *
 * <pre>
 * DATA/ledger/       the records
 * DATA/state.db      tasks, grants, containments
 * DATA/openings.db   what opens the ledger's commitments, encrypted
 * DATA/keys/         see {@link KeyFolder}
 * </pre>
 */
public final class Domain implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Domain.class.getName());
    private static final Duration TASK_SWEEP = Duration.ofMillis(500);
    private static final Duration TARGET_SWEEP = Duration.ofSeconds(20);

    private final Setting setting;
    private final Stores stores;
    private final StateGate gate;
    private final LiveTasks living = new LiveTasks();
    private final BudgetBook budgets = new BudgetBook();
    private final GrantDesk desk;
    private final Containing containing;
    private final TaskEnder ender;
    private final TaskOpener opener;
    private final TaskSweeper sweeper;
    private final ApprovalDesk approvals;
    private final Calls calls;
    private final Recovery.Report recovered;

    /**
     * What the domain stands in.
     *
     * @param node its name in the ledger
     * @param version of the program
     * @param teller tells people that they are asked
     * @param told hears of each record, once it is durable
     */
    public record Setting(
            Path data,
            String node,
            String version,
            Supplier<Bundle> rules,
            Brokers brokers,
            SqlReader sql,
            Time time,
            ApprovalTeller teller,
            Consumer<Event> told) {}

    Domain(Setting setting, Stores stores, Pseudonyms pseudonyms) {
        this.setting = setting;
        this.stores = stores;
        Journal journal = stores.journal();
        this.gate = new StateGate(journal);
        Ids ids = Ids.system();
        Time time = setting.time();
        this.desk = new GrantDesk(
                stores.grants(), new GrantBook(stores.grants(), journal, gate), setting.brokers(), ids, time);
        this.containing = new Containing(stores.containments(), journal, gate, living, time);
        TaskBook book = new TaskBook(stores.tasks(), journal, gate, stores.openings(), pseudonyms);
        this.ender = new TaskEnder(living, book, desk, stores.grants(), time);
        this.opener = new TaskOpener(setting.rules(), living, book, containing, new TaskOpener.Surroundings(ids, time));
        this.sweeper = new TaskSweeper(living, ender, setting.rules(), time);
        CallBook callBook = new CallBook(journal, stores.openings(), pseudonyms, budgets, time);
        ApprovalBook approvalBook = new ApprovalBook(stores.approvals(), journal, gate);
        this.approvals = new ApprovalDesk(approvalBook, setting.teller(), ids, time);
        this.calls = new Calls(new Calls.Parts(
                setting.rules(), living, containing, desk, setting.sql(), callBook, budgets, approvals, time));
        ender.whenEnding(approvals::forget);
        ender.whenEnding(calls::forget);
        this.recovered = recover();
    }

    /**
     * Opens everything, and ends what the last run left.
     *
     * @param kept what is kept, as the domain is to see it
     * @throws Fault INVALID when ledger and state do not belong together; UNAVAILABLE when another process has them open
     */
    static Opened open(Setting setting, UnaryOperator<Stores> kept) {
        KeyFolder keys = KeyFolder.open(setting.data().resolve("keys"));
        Stores.Files files = Stores.Files.open(setting.data(), setting.node(), keys, setting.time());
        Pseudonyms pseudonyms = new Pseudonyms(keys.secret("pseudonyms"));
        Stores stores = kept.apply(files.stores(setting.time())).telling(setting.told());
        Domain domain = new Domain(setting, stores, pseudonyms);
        return new Opened(domain, files.ledger(), files.openings(), keys);
    }

    /** A domain, and the files under it that doors read besides. */
    public record Opened(Domain domain, Ledger ledger, SqliteOpenings openings, KeyFolder keys) {}

    private Recovery.Report recover() {
        Journal journal = stores.journal();
        RollForward rollForward = new RollForward(stores.tasks(), stores.grants());
        Recovery recovery = new Recovery(journal, stores.position(), rollForward, setting.time());
        Recovery.Report report = recovery.run(this::remember);
        containing.restore();
        journal.append(new Event.ServerStarted(setting.node(), setting.version(), report.unclean()));
        int ended = Recovery.endAll(living, stores.tasks(), ender);
        if (ended > 0) {
            LOG.log(System.Logger.Level.WARNING, "ended {0} tasks that the last run had left", ended);
        }
        return report;
    }

    private void remember(Recovery.Use use) {
        budgets.remember(
                new AgentName(use.agent()),
                new TargetName(use.target()),
                new Usage(1, use.rows(), use.bytes()),
                use.when());
    }

    /** Starts what goes on beside the calls: ends by time, sweeps of the targets, and how far the state knows the ledger. */
    public void keep(Background background) {
        background.start("tasks", () -> {
            while (true) {
                setting.time().sleep(TASK_SWEEP);
                sweeper.sweep();
                approvals.sweep();
            }
        });
        background.start("targets", () -> {
            while (true) {
                setting.time().sleep(TARGET_SWEEP);
                setting.rules().get().targets().keySet().forEach(this::sweepTarget);
                gate.atRest(stores.position()::set);
            }
        });
    }

    private void sweepTarget(TargetName target) {
        try {
            desk.sweep(target);
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.WARNING, "target {0} could not be swept: {1}", target, fault.getMessage());
        }
    }

    /** What was found when it was opened. */
    public Recovery.Report recovered() {
        return recovered;
    }

    public Journal journal() {
        return stores.journal();
    }

    public Tasks tasks() {
        return stores.tasks();
    }

    public Grants grants() {
        return stores.grants();
    }

    public Openings openings() {
        return stores.openings();
    }

    public LiveTasks living() {
        return living;
    }

    public GrantDesk desk() {
        return desk;
    }

    public Containing containing() {
        return containing;
    }

    public TaskEnder ender() {
        return ender;
    }

    public TaskOpener opener() {
        return opener;
    }

    public BudgetBook budgets() {
        return budgets;
    }

    public ApprovalDesk approvals() {
        return approvals;
    }

    public Calls calls() {
        return calls;
    }

    /** Ends every task, says so in the ledger, and lets go of the files. */
    @Override
    public void close() {
        for (LiveTask live : living.all()) {
            ender.end(live.task().id(), EndReason.SHUTDOWN, "shutdown");
        }
        try {
            if (living.all().isEmpty()) { // Otherwise the next start finds that something is left, and goes on.
                stores.journal().append(new Event.ServerStopped(setting.node()));
                stores.position().set(stores.journal().size());
            }
        } finally {
            stores.close();
        }
    }
}
