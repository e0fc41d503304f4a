package safeconduct.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import safeconduct.api.Endpoints;
import safeconduct.api.Page;
import safeconduct.api.PolicyView;
import safeconduct.api.RecordView;
import safeconduct.config.ConfigSource;
import safeconduct.config.Configuration;
import safeconduct.config.Loading;
import safeconduct.config.Problem;
import safeconduct.config.check.PolicyCheck;
import safeconduct.config.check.Warning;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;

/** The rules: as they are, and why a decision was made. */
@Command(
        name = "policy",
        description = "Check, show and explain policies and decisions.",
        mixinStandardHelpOptions = true)
final class PolicyCommand {

    private static final Columns EXPLAINED = Columns.of(
            "decision",
            "/decision/index",
            "time",
            "/decision/time",
            "effect",
            "/decision/event/effect",
            "reason",
            "/decision/event/reason",
            "agent",
            "/decision/event/who/agent",
            "task",
            "/decision/event/who/task",
            "target",
            "/decision/event/target",
            "tool",
            "/decision/event/tool",
            "by policies",
            "/decision/event/policies",
            "texts",
            "/policies",
            "arguments",
            "/input",
            "question",
            "/question",
            "outcome",
            "/outcome/event/status",
            "rows",
            "/outcome/event/rows",
            "bytes",
            "/outcome/event/bytes");

    private static final Columns SUMMARY = Columns.of(
            "rules",
            "/rules",
            "agents",
            "/agents",
            "targets",
            "/targets",
            "purposes",
            "/purposes",
            "policy files",
            "/policies");

    private static final String FOLDER = "where safeconduct.yaml is (default: the current folder)";

    private final Terminal terminal;

    PolicyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "check",
            description = {
                "Reads a configuration as the server would, and tells every problem with its place; then what is",
                "probably not meant: rules on arguments, tools and names that there are not, comparisons of wrong",
                "types, policies without effect or without bound. Needs no server.",
                "Exit 2 when there is a problem or an error; warnings alone exit 0."
            },
            mixinStandardHelpOptions = true)
    int check(
            @Mixin OutputOptions output,
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = ".", description = FOLDER) Path folder) {
        return switch (ConfigSource.load(folder)) {
            case Loading.Loaded(Configuration configuration) -> checked(configuration, output);
            case Loading.Broken(List<Problem> problems) -> {
                problems(problems, output);
                yield Exit.USAGE;
            }
        };
    }

    private int checked(Configuration configuration, OutputOptions output) {
        List<Warning> warnings = PolicyCheck.check(configuration, Time.system().now());
        ObjectNode summary = summary(configuration);
        if (output.format == OutputOptions.Format.TABLE) {
            warnings.forEach(warning -> {
                terminal.out().println(Columns.harmless(warning.toString()));
                terminal.out().println("  " + warning.explanation());
            });
        } else {
            summary.set("warnings", Json.from(warnings));
        }
        output.show(terminal.out(), summary, SUMMARY);
        return warnings.stream().anyMatch(Warning::error) ? Exit.USAGE : Exit.OK;
    }

    private static ObjectNode summary(Configuration configuration) {
        Bundle bundle = configuration.bundle();
        return Json.object()
                .put("rules", bundle.digest().value())
                .put("agents", bundle.agents().size())
                .put("targets", bundle.targets().size())
                .put("purposes", bundle.purposes().size())
                .put("policies", configuration.cedar().size());
    }

    private void problems(List<Problem> problems, OutputOptions output) {
        if (output.format == OutputOptions.Format.TABLE) {
            problems.forEach(problem -> terminal.out().println(Columns.harmless(problem.toString())));
        } else {
            output.list(terminal.out(), Page.whole(problems), Columns.of("file", "/file", "what", "/message"));
        }
    }

    @Command(
            name = "compile",
            description = "Prints the Cedar text that a configuration means. Needs no server.",
            mixinStandardHelpOptions = true)
    int compile(
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = ".", description = FOLDER) Path folder) {
        return switch (ConfigSource.load(folder)) {
            case Loading.Loaded(Configuration configuration) -> {
                terminal.out().print(configuration.cedarText());
                yield Exit.OK;
            }
            case Loading.Broken(List<Problem> problems) -> {
                problems.forEach(problem -> terminal.err().println(Columns.harmless(problem.toString())));
                yield Exit.USAGE;
            }
        };
    }

    @Command(
            name = "reload",
            description = "Has the server read its configuration again, as a whole or not at all.",
            mixinStandardHelpOptions = true)
    int reload(@Mixin ServerOptions server, @Mixin OutputOptions output) {
        PolicyView.Reloaded reloaded = server.client().post(Endpoints.RELOAD, PolicyView.Reloaded.class);
        output.show(
                terminal.out(), reloaded, Columns.of("before", "/before", "after", "/after", "changed", "/changed"));
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = "The Cedar text in force, of one purpose or file, or all.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Parameters(paramLabel = "SOURCE", arity = "0..1") @Nullable String source) {
        PolicyView view = server.client().get(Endpoints.POLICIES, PolicyView.class, Map.of());
        var shown = view.policies().stream()
                .filter(text -> source == null || text.source().equals(source))
                .toList();
        if (shown.isEmpty()) {
            throw new Fault(Fault.Code.NOT_FOUND, "no policies of `" + source + "`");
        }
        if (output.format == OutputOptions.Format.TABLE && !output.quiet) {
            terminal.out().println("// rules " + view.bundle());
            shown.forEach(text -> terminal.out()
                    .println("\n// " + text.source() + "\n" + text.text().strip()));
        } else {
            output.show(terminal.out(), new PolicyView(view.bundle(), shown), Columns.of());
        }
        return Exit.OK;
    }

    @Command(
            name = "explain",
            description = {
                "Why a decision was made: its record, what it depended on, what became of it; and the same question"
                        + " put",
                "again to the rules that decided on it: the policies considered, the test on which each near miss"
                        + " failed,",
                "the smallest change that would have been permitted. Asked again later, it prints the same."
            },
            mixinStandardHelpOptions = true)
    int explain(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Parameters(paramLabel = "RECORD", description = "index of the decision in the ledger") long record) {
        RecordView.Explained explained =
                server.client().get(Endpoints.EXPLAIN, RecordView.Explained.class, Map.of(), "" + record);
        output.show(terminal.out(), explained, EXPLAINED);
        if (output.forPeople()) {
            explained.explanation().ifPresent(why -> terminal.out().print("\n" + ExplainedText.of(why)));
        }
        return Exit.OK;
    }
}
