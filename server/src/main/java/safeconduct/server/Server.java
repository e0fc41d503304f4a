package safeconduct.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import safeconduct.approval.ApprovalTeller;
import safeconduct.call.WhatIf;
import safeconduct.catalog.SqlReader;
import safeconduct.catalog.TargetName;
import safeconduct.config.Configuration;
import safeconduct.config.ServerConfig;
import safeconduct.config.archive.BundleArchive;
import safeconduct.gateway.check.Catalogues;
import safeconduct.gateway.mcp.DoorLimits;
import safeconduct.gateway.mcp.McpDoor;
import safeconduct.gateway.upstream.Limits;
import safeconduct.grant.CredentialBroker;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;
import safeconduct.record.Event;
import safeconduct.sql.JSqlReader;
import safeconduct.web.HelidonEngine;

/** The server: makes every object, by hand, in reading order; starts and stops. No door opens before recovery is done. */
public final class Server implements AutoCloseable {

    /** As records and metadata name it. */
    public static final String VERSION = "0.1.0";

    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    private final Time time = Time.system();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Background background = new Background(this::died);
    private final Current current;
    private final BrokerSet brokers;
    private final Domain.Opened opened;
    private final McpDoor mcp;
    private final HelidonEngine engine;

    /** @param kept what is kept, as the domain is to see it */
    Server(Configuration configuration, UnaryOperator<Stores> kept) {
        SqlReader sql = new JSqlReader();
        Numbers numbers = new Numbers();
        this.current = new Current(configuration);
        this.brokers = new BrokerSet(new FileSecrets(configuration.root()), time);
        brokers.follow(configuration.bundle());
        this.opened = Domain.open(setting(configuration.server(), sql, numbers), kept);
        Domain domain = opened.domain();
        numbers.watch(domain);
        inForce(configuration);
        Doors doors = new Doors(configuration, opened, time);
        this.mcp = new McpDoor(
                new McpDoor.Parts(
                        domain.calls(),
                        domain.calls().selfService(),
                        new Catalogues(
                                target -> Optional.ofNullable(
                                        current.get().tools().get(target)),
                                this::found),
                        doors.callers(),
                        Ids.system(),
                        time,
                        DoorLimits.DEFAULTS,
                        Limits.DEFAULTS),
                background);
        domain.ender().whenEnding(mcp::taskEnded);
        LiveRules rules =
                new LiveRules(current, new WhatIf(sql, domain.containing(), domain.living()), this::follow, time);
        Health health = new Health(domain, brokers, current, numbers);
        this.engine = HelidonEngine.start(doors.listener(), doors.all(mcp, rules, health));
        domain.keep(background);
        background.start("openings", () -> opened.openings().writeUntilStopped(time));
    }

    private Domain.Setting setting(ServerConfig config, SqlReader sql, Numbers numbers) {
        return new Domain.Setting(
                config.data(),
                config.node(),
                VERSION,
                () -> current.get().bundle(),
                brokers,
                sql,
                time,
                new ApprovalTeller(List::of, background),
                numbers::recorded);
    }

    /**
     * Starts a server on the configuration in this folder. Returns when its doors are open.
     *
     * @throws Fault INVALID with all problems of the configuration; UNAVAILABLE when another server holds the data
     */
    public static Server start(Path root) {
        return new Server(LiveRules.read(root), UnaryOperator.identity());
    }

    /** Where it is served: the address that clients use. */
    public URI address() {
        return current.get().server().url();
    }

    /** The port that it listens at. */
    public int port() {
        return engine.port();
    }

    /** Returns when the server stops by itself, because a part of it died. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    private void found(TargetName target, String code, String text) {
        LOG.log(System.Logger.Level.WARNING, "target {0}: {1}", target, text);
        opened.domain().journal().append(new Event.Found(target.value(), code, text));
    }

    private void died(String part) {
        LOG.log(System.Logger.Level.ERROR, "`{0}` died, so the server stops", part);
        stopped.countDown();
    }

    private void follow(Configuration next) {
        brokers.follow(next.bundle());
        inForce(next);
    }

    /** Writes down which rules count from now on, and bars the targets that are not safe. */
    private void inForce(Configuration configuration) {
        // First, so that no record names rules that are nowhere.
        new BundleArchive(configuration.server().data().resolve(BundleArchive.FOLDER)).keep(configuration.text());
        opened.domain()
                .journal()
                .append(new Event.ConfigurationChanged(
                        configuration.bundle().digest().value(),
                        String.valueOf(configuration.root().getFileName())));
        configuration
                .bundle()
                .targets()
                .keySet()
                .forEach(target -> brokers.of(target).ifPresent(broker -> bar(target, broker)));
    }

    /** A target that would let a task's role in without its password lets no task in at all. */
    private void bar(TargetName target, CredentialBroker broker) {
        try {
            String blocking = broker.examine().stream()
                    .filter(CredentialBroker.Finding::blocking)
                    .map(CredentialBroker.Finding::text)
                    .reduce("", (a, b) -> a.isEmpty() ? b : a + "; " + b);
            opened.domain().desk().bar(target, blocking);
            if (!blocking.isEmpty()) {
                opened.domain().journal().append(new Event.Found(target.value(), "barred", blocking));
                LOG.log(System.Logger.Level.WARNING, "target {0} is barred: {1}", target, blocking);
            }
        } catch (Fault away) {
            // Nothing can be minted there now; what it would let in is found out when it is back.
            opened.domain().desk().bar(target, "the target was away when it was examined; reload when it is back");
            LOG.log(System.Logger.Level.WARNING, "target {0} is away: {1}", target, away.getMessage());
        }
    }

    /** Closes the doors, ends every task with receipts, and lets go of the files. */
    @Override
    public void close() {
        engine.close();
        background.close();
        opened.domain().close();
        mcp.close();
        brokers.close();
        stopped.countDown();
    }
}
