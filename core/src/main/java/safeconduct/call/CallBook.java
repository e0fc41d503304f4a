package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Caller;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.Budgets;
import safeconduct.policy.Decision;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.policy.QuestionJson;
import safeconduct.record.Event;
import safeconduct.record.Hidden;
import safeconduct.record.Journal;
import safeconduct.record.Openings;
import safeconduct.record.Pseudonyms;
import safeconduct.record.Who;

/** Writes calls down: the decision before the act, the outcome after it. */
public final class CallBook {

    /** Names of the openings that a decision has. */
    public static final String INPUT = "input";

    /** As {@link #INPUT}. */
    public static final String QUESTION = "question";

    private static final System.Logger LOG = System.getLogger(CallBook.class.getName());

    private final Journal journal;
    private final Openings openings;
    private final Pseudonyms pseudonyms;
    private final BudgetBook budgets;
    private final Time time;

    public CallBook(Journal journal, Openings openings, Pseudonyms pseudonyms, BudgetBook budgets, Time time) {
        this.journal = journal;
        this.openings = openings;
        this.pseudonyms = pseudonyms;
        this.budgets = budgets;
        this.time = time;
    }

    /** Durable when it returns. */
    long decided(Deciding.Decided decided) {
        Hidden input = Hidden.of(decided.call().input());
        Hidden question = Hidden.of(question(decided));
        long index = journal.append(event(decided, input, question));
        openings.keep(decided.task().id(), index, Map.of(INPUT, input, QUESTION, question));
        return index;
    }

    private static ObjectNode question(Deciding.Decided decided) {
        ObjectNode question = decided.question().map(QuestionJson::write).orElseGet(Json::object);
        decided.flow().ifPresent(flow -> question.set("flow", flow.json()));
        return question;
    }

    private Event event(Deciding.Decided decided, Hidden input, Hidden question) {
        Decision decision = decided.decision();
        Usage left = budgets.left(decided.spender(), decided.now());
        return new Event.Decided(
                Who.of(decided.task().caller(), pseudonyms),
                decided.call().target().value(),
                decided.call().method(),
                decided.call().name(),
                decided.tool()
                        .map(Tool::effect)
                        .map(e -> e.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse(""),
                decided.target().map(Target::environment).orElse(""),
                input.commitment(),
                question.commitment(),
                decision.effect(),
                decision instanceof Decision.Deny deny ? deny.reason().code() : "",
                decision.policies(),
                new Event.Basis(
                        decided.task().envelope().digest().value(),
                        decided.bundle().digest().value(),
                        decided.epoch()),
                decision instanceof Decision.Allow
                        ? new Event.Most(limit(left.rows()), limit(left.bytes()))
                        : Event.Most.NOTHING,
                access(decided.question()));
    }

    private static long limit(long left) {
        return left == Budgets.UNLIMITED ? -1 : left;
    }

    private static Event.Access access(Optional<Question> question) {
        return question.flatMap(Question::sql).map(CallBook::access).orElse(Event.Access.NONE);
    }

    private static Event.Access access(SqlReading.Statement sql) {
        return new Event.Access(
                sql.verb(),
                sql.tables().stream().sorted().toList(),
                sql.columns().stream().sorted().toList());
    }

    /** A call of a task that is not active: nothing about it is looked at. */
    long refusedBefore(Caller caller, Call call, Decision.Deny denial) {
        Hidden input = Hidden.of(call.input());
        Hidden question = Hidden.of(Json.object());
        return journal.append(new Event.Decided(
                Who.of(caller, pseudonyms),
                call.target().value(),
                call.method(),
                call.name(),
                "",
                "",
                input.commitment(),
                question.commitment(),
                denial.effect(),
                denial.reason().code(),
                List.of(),
                Event.Basis.NONE,
                Event.Most.NOTHING,
                Event.Access.NONE));
    }

    /**
     * What became of it. When this cannot be written the effect has happened all the same: it is logged, no further call
     * is allowed while the ledger is away, and after a restart the outcome stands as unknown.
     */
    void happened(Deciding.Decided decided, long record, Outcome outcome, Meter.Used used) {
        long micros = Duration.between(decided.now(), time.now()).toNanos() / 1_000;
        try {
            journal.append(new Event.Happened(
                    decided.task().id().value(),
                    record,
                    outcome.status().word(),
                    outcome.detail(),
                    used.rows(),
                    used.bytes(),
                    micros));
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.ERROR, "the outcome of decision " + record + " could not be recorded", fault);
        }
    }
}
