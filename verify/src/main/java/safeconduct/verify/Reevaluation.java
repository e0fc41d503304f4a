package safeconduct.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.EnvelopeCheck;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.QuestionReader;
import safeconduct.policy.Reason;
import safeconduct.record.Event;
import safeconduct.record.Hidden;

/**
 * Decides recorded decisions again, from what was recorded: the question that the decision depended on, opened, and the rules
 * with the digest that the decision names.
 */
final class Reevaluation {

    /** The name that the question has among the openings of a decision. */
    private static final String QUESTION = "question";

    /** Refusals that follow from a question and a bundle alone; the others depend on what was so at that instant. */
    private static final Set<String> BY_POLICY = Set.of(
            Reason.NO_POLICY_ALLOWS.code(),
            Reason.POLICY_FORBIDS.code(),
            Reason.POLICY_FAILED.code(),
            Reason.NOT_WITHIN_PARENT.code(),
            Reason.APPROVAL_UNAVAILABLE.code());

    /** What came of deciding one again. */
    sealed interface Result {

        /** It follows from its inputs. */
        record Same() implements Result {}

        /** It cannot be told, and why. */
        record Unknown(String why) implements Result {}

        /** It does not follow, or its inputs are not what was committed. */
        record Different(String how) implements Result {}
    }

    private final BundleArchive archive;
    private final Inputs inputs;
    private final Map<String, Optional<Bundle>> bundles = new HashMap<>();

    Reevaluation(BundleArchive archive, Inputs inputs) {
        this.archive = archive;
        this.inputs = inputs;
    }

    Result again(Sample.Taken taken) {
        Event.Decided decided = taken.decision();
        Optional<Hidden> opened = inputs.find(taken.index(), QUESTION);
        if (opened.isEmpty()) {
            return new Result.Unknown("its question was not given, or was erased");
        }
        if (!opened.get().opens(decided.question())) {
            return new Result.Different("the question that was given is not the one that was committed to");
        }
        var json = Json.parseObject(opened.get().value());
        if (json.isEmpty()) {
            return new Result.Unknown("it was refused before its policies were asked");
        }
        Optional<Bundle> bundle = bundle(decided.basis().bundle());
        if (bundle.isEmpty()) {
            return new Result.Unknown("its rules cannot be read by this program");
        }
        try {
            Question question = QuestionReader.read(json);
            return bound(question, decided).orElseGet(() -> compare(question, bundle.get(), decided));
        } catch (RuntimeException unreadable) { // Whatever was committed to: it is no question of ours.
            return new Result.Different("its question cannot be read: " + unreadable.getMessage());
        }
    }

    private Optional<Bundle> bundle(String digest) {
        return bundles.computeIfAbsent(digest, this::load);
    }

    private Optional<Bundle> load(String digest) {
        try {
            return archive.find(new Digest(digest)).map(text -> text.rules());
        } catch (Fault unreadable) {
            return Optional.empty();
        }
    }

    /** The question must be about the call that the record names. */
    private static Optional<Result> bound(Question question, Event.Decided decided) {
        boolean same = question.caller().task().value().equals(decided.who().task())
                && question.caller().agent().name().value().equals(decided.who().agent())
                && question.target().name().value().equals(decided.target())
                && question.target().environment().equals(decided.environment())
                && question.method().equals(decided.method())
                && question.name().equals(decided.tool())
                && question.envelope().digest().value().equals(decided.basis().envelope());
        return same ? Optional.empty() : Optional.of(new Result.Different("its question is about another call"));
    }

    private static Result compare(Question question, Bundle bundle, Event.Decided decided) {
        Optional<Decision.Deny> outside = EnvelopeCheck.check(question, bundle);
        if (outside.isPresent()) {
            return outside(outside.get().reason().code(), decided);
        }
        Verdict verdict = bundle.policies().decide(question);
        return switch (decided.effect()) {
            case "allow" -> allowed(verdict, decided);
            case "ask" -> asked(verdict, decided);
            default -> denied(verdict, decided);
        };
    }

    private static Result outside(String reason, Event.Decided decided) {
        if (reason.equals(decided.reason())) {
            return new Result.Same();
        }
        return decided.effect().equals("deny") && !BY_POLICY.contains(decided.reason())
                ? momentary(decided)
                : differs(decided, "deny for `" + reason + "`");
    }

    private static Result momentary(Event.Decided decided) {
        return new Result.Unknown("it was denied for what was so at that instant: `" + decided.reason() + "`");
    }

    private static Result allowed(Verdict verdict, Event.Decided decided) {
        return switch (verdict) {
            case Verdict.Permits(var policies, var obligations) -> named(policies, decided);
            case Verdict.Asks(var policies, var question, var obligations) ->
                new Result.Unknown("its policies ask a person: the approval is in other records");
            case Verdict.Forbids(var policies) -> differs(decided, "deny by " + policies);
            case Verdict.Silent(var failed) -> differs(decided, "deny, since no policy allows it");
            case Verdict.Above(var task, var purpose, var why) ->
                differs(decided, "deny, since task `" + task + "` above it may not do it");
        };
    }

    private static Result asked(Verdict verdict, Event.Decided decided) {
        return verdict instanceof Verdict.Asks(var policies, var question, var obligations)
                ? named(policies, decided)
                : differs(decided, word(verdict));
    }

    private static Result denied(Verdict verdict, Event.Decided decided) {
        if (!BY_POLICY.contains(decided.reason())) {
            return momentary(decided);
        }
        return switch (verdict) {
            case Verdict.Permits(var policies, var obligations) ->
                obligations.isEmpty() ? differs(decided, "allow by " + policies) : named(policies, decided);
            case Verdict.Asks(var policies, var question, var obligations) -> named(policies, decided);
            case Verdict.Forbids(var policies) -> named(policies, decided);
            case Verdict.Silent(var failed) -> named(failed, decided);
            case Verdict.Above(var task, var purpose, var why) -> denied(why, decided);
        };
    }

    private static Result named(List<String> policies, Event.Decided decided) {
        return policies.equals(decided.policies())
                ? new Result.Same()
                : differs(decided, "the same by " + policies + ", recorded is " + decided.policies());
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permits permits -> "allow";
            case Verdict.Asks asks -> "ask";
            case Verdict.Forbids forbids -> "deny";
            case Verdict.Silent silent -> "deny";
            case Verdict.Above above -> "deny";
        };
    }

    private static Result differs(Event.Decided decided, String now) {
        return new Result.Different("recorded is `" + decided.effect() + "`, decided again it is: " + now);
    }
}
