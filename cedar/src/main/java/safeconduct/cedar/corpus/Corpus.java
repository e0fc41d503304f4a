package safeconduct.cedar.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.cedar.Answer;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Entities;
import safeconduct.cedar.PolicyError;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.validate.Validator;

/**
 * Runs every case of a folder or archive in the form of the official integration tests, and prints how many answers are
 * equal and each that is not.
 *
 * <pre>corpus PATH [--json]</pre>
 */
public final class Corpus {
    private final Tally tally = new Tally();

    /** Exits with 0 when every answer is equal, with 1 when one is not, with 2 when there is nothing to run. */
    public static void main(String[] args) throws IOException {
        List<String> paths =
                Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (paths.size() != 1) {
            out.println("usage: cedar-corpus PATH [--json]");
            System.exit(2);
        }
        Corpus corpus = run(Path.of(paths.getFirst()), Integer.MAX_VALUE, 0);
        out.print(Arrays.asList(args).contains("--json") ? corpus.tally.json().pretty() + "\n" : corpus.tally.text());
        System.exit(corpus.tally.cases() == 0 ? 2 : corpus.tally.differences().isEmpty() ? 0 : 1);
    }

    /** Runs a part of the cases, the same for the same seed. */
    static Corpus run(Path path, int casesMax, long seed) throws IOException {
        Files files = Files.of(path);
        List<String> names = new java.util.ArrayList<>(files.names());
        java.util.Collections.shuffle(names, new java.util.Random(seed));
        Corpus corpus = new Corpus();
        for (String name : names) {
            Case found = corpus.tally.cases() < casesMax ? Case.of(files, name) : null;
            if (found != null) {
                corpus.run(found);
            }
        }
        return corpus;
    }

    Tally tally() {
        return tally;
    }

    private void run(Case one) {
        tally.countCase();
        try {
            PolicySet policies = PolicySet.parse(one.name(), one.texts().policies());
            Schema schema = schema(one.texts());
            Entities table =
                    Entities.of(EntitiesJson.read(one.name(), one.texts().entities(), schema));
            Entities entities = schema.actions().isEmpty() ? table : withActions(schema, table);
            if (one.shouldValidate() != null && !one.texts().schema().isEmpty()) {
                boolean valid = new Validator(schema).check(policies).isEmpty();
                tally.compare("validations", one.name(), one.shouldValidate(), valid);
            }
            int number = 0;
            for (Case.Expected expected : one.requests()) {
                tally.countRequest();
                compare(
                        one.name() + " request " + number++,
                        expected,
                        policies.authorize(expected.request(), entities));
            }
        } catch (CedarSyntaxException | IllegalArgumentException e) {
            tally.different(one.name() + ": " + e.getMessage());
        }
    }

    private static Schema schema(Case.Texts texts) {
        if (texts.schema().isEmpty()) {
            return new Schema(List.of(), List.of());
        }
        return texts.schemaName().endsWith(".json")
                ? Schema.parseJson(texts.schemaName(), texts.schema())
                : Schema.parse(texts.schemaName(), texts.schema());
    }

    /** What an action is in, the schema says. */
    private static Entities withActions(Schema schema, Entities table) {
        return schema.actionEntities().over(table);
    }

    private void compare(String where, Case.Expected expected, Answer answer) {
        tally.compare("decisions", where, expected.allowed(), answer.allowed());
        tally.compare("determining", where, expected.reasons(), Set.copyOf(answer.determining()));
        Set<String> erring = answer.errors().stream().map(PolicyError::policyId).collect(Collectors.toSet());
        tally.compare("erring", where, expected.errors(), erring);
    }
}
