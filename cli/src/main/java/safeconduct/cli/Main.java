package safeconduct.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import safeconduct.api.TaskDenied;
import safeconduct.cli.ledger.LedgerCommand;
import safeconduct.cli.ledger.VerifyCommand;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/** The command line: a client of the API, and the verbs that need no server. */
public final class Main {

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger ENGINE_LOG = Logger.getLogger("io.helidon");

    private static final Logger TOKEN_LOG = Logger.getLogger("safeconduct.token");

    private Main() {}

    /** Ends the process with the exit code of the command. */
    public static void main(String[] arguments) {
        System.exit(run(Terminal.system(), arguments));
    }

    /** Runs one command and says its exit code. */
    public static int run(Terminal terminal, String... arguments) {
        // They greet on standard error, where people expect our words.
        ENGINE_LOG.setLevel(Level.WARNING);
        TOKEN_LOG.setLevel(Level.WARNING);
        return commandLine(terminal).execute(arguments);
    }

    @Command(
            name = "safeconduct",
            description = "Gives every task of an AI agent its own short-lived authority, and takes it back.",
            mixinStandardHelpOptions = true,
            version = "safeconduct 0.1.0",
            footer = {
                "",
                "Exit codes: 0 ok, 1 failed, 2 usage or configuration, 3 denied, 4 pending, 5 not verified.",
                "`safeconduct demo` tells the whole story in a minute."
            })
    static final class Root implements Runnable {
        @Spec
        @Nullable
        CommandSpec spec;

        @Override
        public void run() {
            if (spec != null) {
                throw new ParameterException(spec.commandLine(), "missing command");
            }
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        VerifyCommand verify = new VerifyCommand(terminal);
        CommandLine ledger = new CommandLine(new LedgerCommand(terminal)).addSubcommand(verify);
        CommandLine targets =
                new CommandLine(new CatalogCommands.Targets(terminal)).addSubcommand(new TargetScan(terminal));
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new InitCommand(terminal, Time.system()))
                .addSubcommand(new ServerCommand(terminal))
                .addSubcommand(new RunCommand(terminal, Time.system()))
                .addSubcommand(new McpCommand(terminal, Time.system()))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new CatalogCommands.Agents(terminal))
                .addSubcommand(targets)
                .addSubcommand(new CatalogCommands.Purposes(terminal))
                .addSubcommand(new TaskCommand(terminal))
                .addSubcommand(new GrantCommand(terminal))
                .addSubcommand(new ApprovalCommand(terminal))
                .addSubcommand(new PolicyCommand(terminal))
                .addSubcommand(new CanICommand(terminal))
                .addSubcommand(ledger)
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new KillCommand(terminal))
                .addSubcommand("completion", new GenerateCompletion());
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, failure));
        return line;
    }

    private static int failed(Terminal terminal, Exception failure) {
        if (failure instanceof Fault fault) {
            terminal.err().println("safeconduct: " + fault.getMessage());
            return Exit.of(fault.code());
        }
        if (failure instanceof TaskDenied denied) {
            terminal.err().println("safeconduct: denied: " + Columns.harmless(String.valueOf(denied.getMessage())));
            return Exit.DENIED;
        }
        terminal.err().println("safeconduct: bug: " + failure);
        failure.printStackTrace(terminal.err());
        return Exit.FAILED;
    }
}
