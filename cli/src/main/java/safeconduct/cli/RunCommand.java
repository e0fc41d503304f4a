package safeconduct.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.TaskClient;
import safeconduct.cli.bridge.LoopbackBridge;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/** Runs a program as one task. */
@Command(
        name = "run",
        description = {
            "Opens a task, runs a program in it, and ends the task when the program ends or this command is killed.",
            "The program finds the MCP endpoint in SAFECONDUCT_MCP_URL (and SAFECONDUCT_MCP_URL_TARGET for each"
                    + " --target);",
            "credentials that lie about are taken out of its environment. The exit code is the program's."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Time time;

    @Mixin
    @Nullable
    TaskOptions task;

    @Option(names = "--target", required = true, paramLabel = "TARGET", description = "may be given several times")
    List<String> targets = new ArrayList<>();

    @Option(names = "--keep-env", paramLabel = "NAME", description = "leave this variable in the environment")
    Set<String> keep = new LinkedHashSet<>();

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "the program and its arguments, after --")
    List<String> command = new ArrayList<>();

    RunCommand(Terminal terminal, Time time) {
        this.terminal = terminal;
        this.time = time;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (task == null) {
            throw new IllegalStateException("not run by the command line");
        }
        TaskClient session = task.open(time);
        terminal.err().println("task " + session.task() + " is open");
        AtomicBoolean ended = new AtomicBoolean();
        Thread whenKilled = Thread.ofPlatform().unstarted(() -> end(session, ended));
        Runtime.getRuntime().addShutdownHook(whenKilled);
        try (LoopbackBridge bridge = LoopbackBridge.start(session, time);
                Background background = new Background(name -> terminal.err().println(name + " died"))) {
            background.start("heartbeat", () -> beat(session));
            return run(bridge);
        } finally {
            end(session, ended);
            Runtime.getRuntime().removeShutdownHook(whenKilled);
        }
    }

    private int run(LoopbackBridge bridge) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Set<String> cleared = Ambient.clear(builder.environment(), keep);
        if (!cleared.isEmpty()) {
            terminal.err().println("taken out of the environment: " + String.join(", ", cleared));
        }
        builder.environment().putAll(urls(bridge));
        try {
            Optional<Supervisor> supervisor = Supervisor.start();
            Process child = builder.start();
            if (supervisor.isEmpty()) {
                return child.waitFor();
            }
            supervisor.get().watch(child);
            int code = child.waitFor();
            supervisor.get().close();
            return code;
        } catch (IOException failed) {
            throw new Fault(
                    Fault.Code.INVALID, "cannot run `" + command.getFirst() + "`: " + failed.getMessage(), failed);
        }
    }

    private Map<String, String> urls(LoopbackBridge bridge) {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("SAFECONDUCT_MCP_URL", bridge.url(targets.getFirst()).toString());
        for (String target : targets) {
            String name = target.toUpperCase(Locale.ROOT).replace('-', '_');
            urls.put("SAFECONDUCT_MCP_URL_" + name, bridge.url(target).toString());
        }
        return urls;
    }

    private void beat(TaskClient session) throws InterruptedException {
        boolean alive = true;
        while (alive) {
            time.sleep(HEARTBEAT);
            try {
                alive = session.heartbeat();
            } catch (Fault away) {
                terminal.err().println("no heartbeat: " + away.getMessage());
            }
        }
        terminal.err().println("task " + session.task() + " is over: its calls are refused from now on");
    }

    /** If this is not heard, the task's idle time ends it. */
    private void end(TaskClient session, AtomicBoolean ended) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            String how = session.end("process_exit") ? " has ended" : " is not ended yet; its idle time will";
            terminal.err().println("task " + session.task() + how);
        } catch (Fault away) {
            terminal.err().println("task " + session.task() + " is left to its idle time: " + away.getMessage());
        }
    }
}
