package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import safeconduct.kernel.Json;

/**
 * A recorded run: what the program may see in {@link #prompt} and {@link #calls}, what only scoring may see in {@link #key}.
 */
record Recorded(String id, String suite, String kind, String prompt, List<Call> calls, Key key) {

    /** One call, as it was recorded. */
    record Call(String tool, ObjectNode arguments, Program.Answer answer) {}

    /**
     * For scoring alone.
     *
     * @param attackSets calls that made the attack work; each set alone was enough
     * @param needed calls that the user's task needed
     * @param injected calls of the attacker
     */
    record Key(String userTask, List<Set<Integer>> attackSets, Set<Integer> needed, Set<Integer> injected) {}

    static List<Recorded> read(Path file) {
        List<Recorded> runs = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    runs.add(of(Json.parseObject(line)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return runs;
    }

    private static Recorded of(ObjectNode run) {
        List<Call> calls = new ArrayList<>();
        for (JsonNode call : run.path("calls")) {
            calls.add(call(call));
        }
        JsonNode labels = run.path("labels");
        List<Set<Integer>> sets = new ArrayList<>();
        labels.path("attack_sets").forEach(set -> sets.add(numbers(set)));
        Set<Integer> needed = numbers(labels.path("utility_set"));
        String id = run.path("id").asText();
        Key key = new Key(run.path("user_task").asText(id), sets, needed, numbers(labels.path("injection_calls")));
        return new Recorded(
                id,
                run.path("suite").asText(run.path("bench").asText()),
                run.path("class").asText(run.path("kind").asText().equals("benign") ? "benign-useful" : ""),
                run.path("prompt").asText(),
                calls,
                key);
    }

    private static Call call(JsonNode call) {
        ObjectNode arguments = call.path("args") instanceof ObjectNode object ? object : Json.object();
        boolean failed = !call.path("error").isNull() && !call.path("error").isMissingNode();
        JsonNode said = failed ? call.path("error") : call.path("result");
        String text = said.isTextual() ? said.asText() : said.isNull() || said.isMissingNode() ? "" : said.toString();
        return new Call(Tools.key(call), arguments, new Program.Answer(text, failed));
    }

    private static Set<Integer> numbers(JsonNode list) {
        Set<Integer> numbers = new TreeSet<>();
        list.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }
}
