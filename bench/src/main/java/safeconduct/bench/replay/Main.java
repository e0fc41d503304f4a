package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.kernel.Json;
import safeconduct.policy.pack.FlowPack;

/** Replays recorded runs of agents and says what would have been stopped. */
public final class Main {

    private Main() {}

    public static void main(String[] words) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Arguments arguments;
        try {
            arguments = Arguments.of(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Arguments.USAGE);
            System.exit(2);
            return;
        }
        List<Report> reports = new ArrayList<>();
        for (String name : arguments.packs()) {
            FlowPack pack = FlowPack.shipped(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("no pack `" + name + "`; there are " + FlowPack.SHIPPED));
            reports.add(report(arguments, pack));
        }
        if (arguments.out().isPresent()) {
            Decisions.write(arguments.out().get(), reports);
        }
        if (arguments.json()) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Table.json(reports)));
        } else {
            Table.print(reports, out);
        }
        if (arguments.show()) {
            reports.forEach(report -> Shown.print(report, out));
        }
    }

    private static Report report(Arguments arguments, FlowPack pack) throws IOException {
        List<Replayed> runs = new ArrayList<>();
        Set<String> effects = new HashSet<>();
        for (Arguments.Group group : arguments.groups()) {
            JsonNode tools = Tools.read(group.tools());
            RuleClassifier classifier = new RuleClassifier();
            for (JsonNode tool : tools) {
                ToolDescription described = ToolDescription.of(tool);
                if (classifier.classify(described).effect() != Effect.READ) {
                    effects.add(Tools.key(tool));
                }
            }
            try (Program program =
                    arguments.inProcess() ? new InProcess(tools, pack) : new ThroughDoor(tools, pack.name())) {
                for (Path file : group.runs()) {
                    Recorded.read(file).forEach(run -> runs.add(Replayed.of(run, program)));
                }
            }
        }
        return new Report(pack.name(), new Scores(runs, effects));
    }
}
