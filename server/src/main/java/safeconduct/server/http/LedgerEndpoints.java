package safeconduct.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import safeconduct.api.Endpoints;
import safeconduct.api.Page;
import safeconduct.api.PolicyView;
import safeconduct.api.RecordView;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.QuestionReader;
import safeconduct.policy.Reexamination;
import safeconduct.record.Event;
import safeconduct.record.Hidden;
import safeconduct.record.Journal;
import safeconduct.record.Openings;
import safeconduct.record.RecordCodec;
import safeconduct.record.Recorded;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** Records, proofs, and why a decision was made. */
record LedgerEndpoints(Journal journal, Openings openings, Ports.Proofs proofs, Ports.Rules rules) {

    /** How many records one request looks at, so that a rare kind does not hold it for long. */
    static final int SCAN_MAX = 20_000;

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.RECORDS, this::list)
                .on(Endpoints.RECORD, request -> Answers.of(RecordView.of(read(request))))
                .on(Endpoints.PROOF, this::proof)
                .on(Endpoints.CHECKPOINT, request -> Answers.text("text/plain; charset=utf-8", proofs.checkpoint()))
                .on(Endpoints.EXPLAIN, this::explain)
                .routes();
    }

    private Response list(Request request) {
        int limit = Answers.limit(request);
        String start = Answers.query(request, "cursor")
                .or(() -> Answers.query(request, "from"))
                .orElse("0");
        long from = Answers.number("cursor", start);
        long end = journal.size();
        long to = Math.min(end, from + SCAN_MAX);
        Predicate<Recorded> wanted = filter(request);
        List<RecordView> found = new ArrayList<>();
        long next = from;
        while (next < to && found.size() < limit) {
            Recorded recorded = journal.read(next++);
            if (wanted.test(recorded)) {
                found.add(RecordView.of(recorded));
            }
        }
        return Answers.of(new Page<>(found, next < end ? Optional.of("" + next) : Optional.empty()));
    }

    private static Predicate<Recorded> filter(Request request) {
        Optional<String> type = Answers.query(request, "type");
        type.filter(word -> !RecordCodec.words().contains(word)).ifPresent(word -> {
            throw new Fault(Fault.Code.INVALID, "no records are of type `" + word + "`");
        });
        Optional<String> task = Answers.query(request, "task");
        return recorded ->
                type.map(word -> word.equals(RecordCodec.word(recorded.event().getClass())))
                                .orElse(true)
                        && task.map(id -> id.equals(taskOf(recorded.event()))).orElse(true);
    }

    private static String taskOf(Event event) {
        return switch (event) {
            case Event.OfTask ofTask -> ofTask.task();
            case Event.Decided decided -> decided.who().task();
            default -> "";
        };
    }

    private Response proof(Request request) {
        long index = index(request);
        Ports.Proofs.Proof proof = proofs.proof(index);
        return Answers.of(
                new RecordView.Proof(index, proof.size(), proof.record(), proof.hashes(), proof.checkpoint()));
    }

    private Response explain(Request request) {
        Recorded recorded = read(request);
        if (!(recorded.event() instanceof Event.Decided decided)) {
            throw new Fault(Fault.Code.INVALID, "record " + recorded.index() + " is no decision");
        }
        return Answers.of(new RecordView.Explained(
                RecordView.of(recorded),
                opened(recorded.index(), "question"),
                opened(recorded.index(), "input"),
                outcome(recorded.index()),
                explanation(recorded.index(), decided),
                texts(decided.policies())));
    }

    /** Put again to the rules that decided; what was refused before a question was asked has none. */
    private Optional<ObjectNode> explanation(long index, Event.Decided decided) {
        return opened(index, "question")
                .filter(question -> !question.isEmpty())
                .flatMap(question -> rules.bundle(new Digest(decided.basis().bundle()))
                        .map(bundle -> Reexamination.of(QuestionReader.read(question), bundle)));
    }

    private Optional<ObjectNode> opened(long index, String field) {
        return openings.find(index, field).map(Hidden::value).map(Json::parseObject);
    }

    /** Looked for a while behind the decision; a call that is still going on has none. */
    private Optional<RecordView> outcome(long decision) {
        long to = Math.min(journal.size(), decision + SCAN_MAX);
        for (long i = decision + 1; i < to; i++) {
            Recorded recorded = journal.read(i);
            if (recorded.event() instanceof Event.Happened happened && happened.decision() == decision) {
                return Optional.of(RecordView.of(recorded));
            }
        }
        return Optional.empty();
    }

    private List<PolicyView.PolicyText> texts(List<String> determining) {
        return rules.texts().stream()
                .filter(text -> determining.stream().anyMatch(id -> text.text().contains("\"" + id + "\"")))
                .toList();
    }

    private Recorded read(Request request) {
        long index = index(request);
        if (index >= journal.size()) {
            throw new Fault(Fault.Code.NOT_FOUND, "no record " + index + ", the ledger has " + journal.size());
        }
        return journal.read(index);
    }

    private static long index(Request request) {
        return Answers.number("record", request.parameter("record"));
    }
}
