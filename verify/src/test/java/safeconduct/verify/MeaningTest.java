package safeconduct.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.config.BundleText;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.Json;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.policy.Budgets;
import safeconduct.policy.Envelope;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.policy.Purpose;
import safeconduct.policy.QuestionJson;
import safeconduct.record.Event;
import safeconduct.record.Hidden;
import safeconduct.record.RecordCodec;
import safeconduct.record.Who;

/** Decisions are decided again from what was recorded, and rules that records name must be there. */
class MeaningTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TargetName DB = new TargetName("orders-db");
    private static final String TASK = "tsk_01kb3v6h2m8q0r4s6t8v0w2x4y";
    private static final BundleText RULES = new BundleText(
            Map.of("safeconduct.yaml", "identity:\n  - {name: local, kind: local, settings: {}}\n"),
            Map.of("policies/all.cedar", """
                @id("few") permit (principal, action, resource) when { context.input.limit <= 50 };
                @id("never") forbid (principal, action, resource) when { context.input.limit == 13 };
                """));

    @TempDir
    Path folder;

    private final NoteSigner signer = NoteSigner.generate("test.example/ledger");

    /**
     * A decision that was written down, and what the audit says of it.
     *
     * @param told part of the reason or the note
     */
    record Row(String name, int limit, String effect, String reason, List<String> policies, boolean good, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("an allow that follows", 50, "allow", "", List.of("few"), true, "of which 1 are the same"),
                new Row("an allow against the rules", 51, "allow", "", List.of("few"), false, "no policy allows it"),
                new Row("an allow that is forbidden", 13, "allow", "", List.of("few"), false, "deny by [never]"),
                new Row("an allow by another policy", 7, "allow", "", List.of("other"), false, "recorded is [other]"),
                new Row("a deny that follows", 51, "deny", "no_policy_allows", List.of(), true, "1 are the same"),
                new Row("a deny of what is allowed", 7, "deny", "no_policy_allows", List.of(), false, "allow by [few]"),
                new Row("a budget's deny", 7, "deny", "budget_exhausted", List.of(), true, "0 are the same"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void decidesAgainWhatWasDecided(Row row) {
        Hidden question = Hidden.of(QuestionJson.write(question(row.limit)));
        write(decided(row, question));
        new BundleArchive(folder.resolve("bundles")).keep(RULES);
        Audit audit = audit(
                (record, field) -> record == 2 && field.equals("question") ? Optional.of(question) : Optional.empty());
        assertEquals(row.good, audit.isGood(), audit::toString);
        assertTrue(
                audit.bad()
                                .map(bad -> bad.first() + ": " + bad.reason())
                                .orElse("")
                                .contains(row.good ? "" : row.told)
                        && (!row.good || audit.notes().toString().contains(row.told)),
                audit::toString);
        audit.bad().ifPresent(bad -> assertEquals(2, bad.first()));
    }

    @Test
    void saysWhenTheGivenQuestionIsNotTheCommittedOne() {
        write(decided(rows().getFirst(), Hidden.of(QuestionJson.write(question(50)))));
        new BundleArchive(folder.resolve("bundles")).keep(RULES);
        Hidden other = Hidden.of(QuestionJson.write(question(50)));
        Audit audit = audit((record, field) -> Optional.of(other));
        assertEquals(2, audit.bad().orElseThrow().first());
        assertTrue(audit.bad().get().reason().contains("not the one that was committed"), audit::toString);
    }

    @Test
    void namesTheFirstRecordWhoseRulesAreMissingOrChanged() throws Exception {
        write(decided(rows().getFirst(), Hidden.of(Json.object())));
        BundleArchive archive = new BundleArchive(folder.resolve("bundles"));
        archive.keep(RULES);
        Path file = archive.file(RULES.digest());
        Files.writeString(file, Files.readString(file).replace("limit == 13", "limit == 14"));
        Audit changed = audit(Inputs.NONE);
        assertEquals(0, changed.bad().orElseThrow().first());
        Files.delete(file);
        Audit missing = audit(Inputs.NONE);
        assertTrue(missing.bad().orElseThrow().reason().contains("missing"), missing::toString);
    }

    @Test
    void saysWhatItCannotProveWithoutRulesOrInputs() {
        write(decided(rows().getFirst(), Hidden.of(Json.object())));
        Audit without = Audit.of(ledger(), Evidence.NONE);
        assertTrue(without.isGood());
        assertTrue(without.notProven().toString().contains("the archive of rules was not given"));
        new BundleArchive(folder.resolve("bundles")).keep(RULES);
        Audit noInputs = audit(Inputs.NONE);
        assertTrue(noInputs.isGood());
        assertTrue(noInputs.notProven().toString().contains("its question was not given"), noInputs::toString);
    }

    private LedgerVerifier ledger() {
        return new LedgerVerifier(folder.resolve("ledger"), signer.verifier(), List.of());
    }

    private Audit audit(Inputs inputs) {
        return Audit.of(
                ledger(), new Evidence(Optional.of(new BundleArchive(folder.resolve("bundles"))), inputs, 10, 1));
    }

    private void write(Event.Decided decided) {
        Who who = decided.who();
        var nothing = Hidden.of(Json.object()).commitment();
        var opened = new Event.TaskOpened(TASK, who, "", "p", "dev", List.of(), "agent", "sha-256:e", nothing, "", "b");
        try (Ledger ledger =
                Ledger.open(folder.resolve("ledger"), LedgerOptions.DEFAULTS, signer, InstantSource.system())) {
            var changed = new Event.ConfigurationChanged(RULES.digest().value(), "etc");
            for (Event event : List.of(changed, opened, decided)) {
                ledger.append(RecordCodec.encode(NOW, event));
            }
        }
    }

    private static Event.Decided decided(Row row, Hidden question) {
        return new Event.Decided(
                new Who(TASK, "support-bot", "i-1", "spiffe://local/support-bot", "", List.of()),
                "orders-db",
                "tools/call",
                "query",
                "read",
                "dev",
                Hidden.of(Json.object()).commitment(),
                question.commitment(),
                row.effect,
                row.reason,
                row.policies,
                new Event.Basis(envelope().digest().value(), RULES.digest().value(), 0),
                Event.Most.NOTHING,
                Event.Access.NONE);
    }

    private static Question question(int limit) {
        Actor.Agent agent = new Actor.Agent(new AgentName("support-bot"), "i-1", "spiffe://local/support-bot");
        Tool tool = new Tool("query", Effect.READ, Set.of(), Optional.empty(), Tool.ResultShape.UNKNOWN);
        var connection = new Target.Connection.Stdio(List.of("server"), Map.of(), Optional.empty());
        Target target = new Target(DB, "dev", connection, Map.of("query", tool), Optional.empty());
        ObjectNode input = Json.object().put("limit", limit);
        return new Question(
                new Caller(new TaskId(TASK), agent, List.of()),
                envelope(),
                target,
                tool,
                "tools/call",
                "query",
                input,
                Optional.empty(),
                new Usage(0, 0, 0),
                NOW,
                List.of());
    }

    private static Envelope envelope() {
        return new Envelope(
                "answer-ticket",
                Json.object(),
                Voucher.AGENT,
                Map.of(DB, new Purpose.Access(Set.of("query"), Optional.empty())),
                "dev",
                Set.of(),
                new Budgets(10, 10, 10, Duration.ofMinutes(1)),
                NOW.plusSeconds(60),
                Duration.ofMinutes(1),
                RULES.digest());
    }
}
