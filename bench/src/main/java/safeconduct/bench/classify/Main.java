package safeconduct.bench.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.kernel.Json;

/** {@code ./dev classify FILE [--json] [--hints] [--labels FILE] [--half NAME] [--wrong]}. */
public final class Main {

    private static final String USAGE =
            "usage: ./dev classify FILE [--json] [--hints] [--labels FILE] [--half NAME] [--wrong]";

    private Main() {}

    /** Prints the facts of each tool of a file, and how they compare with hints and labels. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--json", "--hints", "--wrong", "--blind" -> options.put(arguments[i], "");
                case "--labels", "--half" -> options.put(arguments[i], ++i < arguments.length ? arguments[i] : "");
                default -> files.add(arguments[i]);
            }
        }
        if (files.size() != 1 || files.getFirst().startsWith("-")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        run(Catalogue.read(Path.of(files.getFirst())), options, System.out);
    }

    private static void run(Catalogue catalogue, Map<String, String> options, PrintStream out) throws IOException {
        Classifier classifier = Classifier.installed();
        Measured measured = new Measured();
        Map<String, Labels.Label> labels = new HashMap<>();
        if (options.containsKey("--labels")) {
            String half = options.getOrDefault("--half", "");
            Labels.read(Path.of(options.get("--labels"))).labels().stream()
                    .filter(label -> half.isEmpty() || half.equals(label.half()))
                    .forEach(label -> labels.put(label.tool(), label));
        }
        for (Catalogue.Entry entry : catalogue.entries()) {
            ToolDescription tool =
                    options.containsKey("--hints") ? entry.tool() : entry.tool().blind();
            ToolFacts facts = classifier.classify(tool);
            String name = (entry.server().isEmpty() ? "" : entry.server() + "/") + tool.name();
            if (!options.containsKey("--hints")) {
                measured.hints(name, facts, entry.tool().annotations());
            }
            Labels.Label label = labels.get(name);
            if (label != null) {
                measured.label(label, facts);
            }
            if (options.containsKey("--json")) {
                out.println(json(entry.server(), tool.name(), facts));
            } else if (!options.containsKey("--wrong")) {
                out.println(line(name, facts));
            }
        }
        summary(catalogue, measured, options, out);
    }

    private static void summary(Catalogue catalogue, Measured measured, Map<String, String> options, PrintStream out) {
        if (options.containsKey("--json")) {
            ObjectNode summary = Json.object().put("tools", catalogue.entries().size());
            summary.set(
                    "scores",
                    Json.from(measured.scores().stream().map(Score::json).toList()));
            out.println(Json.object().set("summary", summary).toString());
            return;
        }
        if (options.containsKey("--wrong")) {
            measured.scores().forEach(score -> score.wrong().forEach(out::println));
        }
        out.println();
        out.println(catalogue.entries().size() + " tools"
                + (options.containsKey("--hints")
                        ? ", with the vendors' hints as evidence"
                        : ", without the vendors' hints"));
        measured.scores().forEach(score -> out.println(score.line()));
    }

    private static String line(String name, ToolFacts facts) {
        return String.format(
                Locale.ROOT,
                "%-50s %-8s %-7s %-12s %-8s %s %s",
                name,
                word(facts.effect()),
                word(facts.reach()),
                facts.reversible() ? "reversible" : "irreversible",
                word(facts.result().authors()),
                new TreeSet<>(facts.dataClasses()),
                facts.orderedRoles().toString().toLowerCase(Locale.ROOT));
    }

    private static String json(String server, String tool, ToolFacts facts) {
        ObjectNode line = Json.object();
        if (!server.isEmpty()) {
            line.put("server", server);
        }
        line.put("tool", tool)
                .put("effect", word(facts.effect()))
                .put("reach", word(facts.reach()))
                .put("reversible", facts.reversible());
        Map<String, String> roles = new TreeMap<>();
        facts.roles().forEach((path, role) -> roles.put(path, word(role)));
        line.set("roles", Json.from(roles));
        line.set("outward", Json.from(new TreeSet<>(facts.outward())));
        line.set("data_classes", Json.from(new TreeSet<>(facts.dataClasses())));
        line.put("result_authors", word(facts.result().authors()));
        line.set("reasons", Json.from(facts.reasons()));
        return line.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
