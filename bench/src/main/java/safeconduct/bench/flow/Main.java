package safeconduct.bench.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.flow.TaskFlow;
import safeconduct.flow.ToolCard;
import safeconduct.flow.goal.GoalReader;
import safeconduct.flow.label.Results;
import safeconduct.flow.trace.Taint;
import safeconduct.kernel.Json;
import safeconduct.policy.pack.FlowPack;

/**
 * CPU time of the facts and the flow decision of a call, and of taking in its result, on recorded runs; and of results of growing
 * size, to see that it grows no faster. Arguments: TOOLS RUNS.
 */
public final class Main {

    private static final int ROUNDS = 6;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Main() {}

    private record Call(ToolCard tool, ObjectNode arguments, String result) {}

    private record Run(String prompt, List<Call> calls) {}

    public static void main(String[] words) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (words.length != 2) {
            System.err.println("usage: flow TOOLS RUNS");
            System.exit(2);
            return;
        }
        List<Run> runs = runs(Path.of(words[0]), Path.of(words[1]));
        for (int round = 1; round < ROUNDS; round++) {
            measure(runs);
        }
        long[][] nanos = measure(runs);
        print(out, "facts and decision of a call", nanos[0]);
        print(out, "taking in its result", nanos[1]);
        for (int size = 8 * 1024; size <= 512 * 1024; size *= 4) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                least = Math.min(least, observed(size));
            }
            out.printf(Locale.ROOT, "a result of %,9d bytes: %,9.1f us%n", size, least / 1e3);
        }
    }

    private static void print(PrintStream out, String what, long[] nanos) {
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%s: p50 %.1f us, p99 %.1f us of CPU, %d calls%n",
                what,
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) (nanos.length * 0.99)] / 1e3,
                nanos.length);
    }

    private static long[][] measure(List<Run> runs) {
        FlowPack pack = FlowPack.shipped("balanced").orElseThrow();
        int calls = runs.stream().mapToInt(run -> run.calls().size()).sum();
        long[][] nanos = new long[2][calls];
        int at = 0;
        for (Run run : runs) {
            TaskFlow flow = new TaskFlow(GoalReader.read(run.prompt()), true, Json.object(), new Taint());
            for (Call call : run.calls()) {
                long start = THREADS.getCurrentThreadCpuTime();
                pack.decide(
                        flow.facts(call.tool(), call.arguments()),
                        "task",
                        call.tool().name());
                long decided = THREADS.getCurrentThreadCpuTime();
                flow.observe(call.tool(), call.arguments(), Results.of(call.result()));
                nanos[0][at] = decided - start;
                nanos[1][at++] = THREADS.getCurrentThreadCpuTime() - decided;
            }
        }
        return nanos;
    }

    private static long observed(int size) {
        ToolDescription page =
                ToolDescription.of(Json.parse("{\"name\":\"fetch_page\",\"description\":\"Fetches a web page.\"}"));
        ToolCard card = ToolCard.of(page, new RuleClassifier().classify(page));
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
            text.append("word").append(i).append(' ');
        }
        String result = text.toString();
        TaskFlow flow = new TaskFlow(GoalReader.read("read it"), true, Json.object(), new Taint());
        long start = THREADS.getCurrentThreadCpuTime();
        flow.observe(card, Json.object(), Results.of(result));
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private static List<Run> runs(Path tools, Path file) throws IOException {
        Map<String, ToolCard> cards = new HashMap<>();
        JsonNode root = Json.parse(Files.readString(tools));
        for (JsonNode tool : root.isArray() ? root : root.path("tools")) {
            ToolDescription described = ToolDescription.of(tool);
            cards.put(described.name(), ToolCard.of(described, new RuleClassifier().classify(described)));
        }
        List<Run> runs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode run = Json.parse(line);
                List<Call> calls = new ArrayList<>();
                for (JsonNode call : run.path("calls")) {
                    ToolCard card = cards.get(call.path("tool").asText());
                    if (card != null && call.path("args") instanceof ObjectNode arguments) {
                        calls.add(new Call(card, arguments, call.path("result").asText()));
                    }
                }
                runs.add(new Run(run.path("prompt").asText(), calls));
            }
        }
        return runs;
    }
}
