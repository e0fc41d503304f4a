package safeconduct.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.cli.scan.Survey;
import safeconduct.config.ConfigSource;
import safeconduct.config.Configuration;
import safeconduct.config.Loading;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/** Reads everything that a target offers, and holds it against what was reviewed. */
@Command(
        name = "scan",
        description = {
            "Reads every tool, resource and prompt of a target, and keeps them beside its file: NAME.tools.json and",
            "NAME.lock.json, for git. Later: tells what has changed, and what a person should look at. Needs no"
                    + " server.",
            "Exit 1 when something is another than what is kept, or suspicious the first time; look, then --accept."
        },
        mixinStandardHelpOptions = true)
final class TargetScan implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(index = "0", paramLabel = "TARGET")
    String name = "";

    @Parameters(index = "1", paramLabel = "FOLDER", arity = "0..1", description = "where safeconduct.yaml is")
    Path folder = Path.of(".");

    @Option(names = "--accept", description = "keep what the target offers now: you have looked at it")
    boolean accept;

    @Option(
            names = "--grant",
            paramLabel = "NAME=FILE",
            description = "a file for $${grant.NAME} in the target's file; no task's credential is used")
    Map<String, Path> grant = new HashMap<>();

    TargetScan(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = configuration();
        Target target = configuration
                .bundle()
                .target(new TargetName(name))
                .orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no target `" + name + "` in `" + folder + "`"));
        Survey.Found found = new Survey(configuration, target).make(grant, accept, Time.system());
        if (output.forPeople()) {
            tell(found.report());
        } else {
            output.show(terminal.out(), found.report(), Columns.of("target", "/target"));
        }
        return found.accepted() ? Exit.OK : Exit.FAILED;
    }

    private Configuration configuration() {
        return switch (ConfigSource.load(folder)) {
            case Loading.Loaded(var configuration) -> configuration;
            case Loading.Broken(var problems) ->
                throw new Fault(
                        Fault.Code.INVALID,
                        problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
        };
    }

    private void tell(ObjectNode report) {
        Columns tools = Columns.of("tool", "/tool", "effect", "/effect", "reach", "/reach", "in file", "/in_file");
        terminal.out().print(tools.table(report.withArray("tools")));
        report.path("changes")
                .forEach(change -> say(
                        change.path("blocks").asBoolean() ? "CHANGED" : "changed",
                        change.path("thing").asText() + ": "
                                + change.path("how").asText()));
        report.path("findings")
                .forEach(finding -> say(
                        "finding",
                        "tool " + text(finding, "tool") + ": " + text(finding, "kind") + ": " + text(finding, "text")));
        terminal.out()
                .println(
                        report.path("kept").asBoolean()
                                ? "kept: what the target offers is what was reviewed"
                                : "not kept: look at it, then say --accept");
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    private void say(String what, String text) {
        terminal.out().println(what + "  " + Columns.harmless(text));
    }
}
