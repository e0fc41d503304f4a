package safeconduct.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;

/** The verdict on a call of a task with tasks above it: permitted only when it is permitted to each of them. */
final class LineVerdict {

    private final Set<String> policies = new LinkedHashSet<>();
    private final Set<String> obligations = new LinkedHashSet<>();
    private final Set<String> questions = new LinkedHashSet<>();

    private LineVerdict() {}

    static Verdict of(PolicyEngine engine, Question question) {
        if (question.above().isEmpty()) {
            return engine.judge(question);
        }
        LineVerdict all = new LineVerdict();
        for (Question one : question.line()) {
            Verdict verdict = engine.judge(one);
            switch (verdict) {
                case Verdict.Permits(var ids, var duties) -> all.permits(ids, duties);
                case Verdict.Asks(var ids, var text, var duties) -> all.asks(ids, text, duties);
                case Verdict.Forbids no -> {
                    return refused(question, one, no);
                }
                case Verdict.Silent no -> {
                    return refused(question, one, no);
                }
                case Verdict.Above no -> {
                    return no;
                }
            }
        }
        return all.sum();
    }

    private static Verdict refused(Question asked, Question one, Verdict why) {
        boolean own = one.caller().task().equals(asked.caller().task());
        return own ? why : new Verdict.Above(one.caller().task(), one.envelope().purpose(), why);
    }

    private void permits(List<String> ids, List<String> duties) {
        policies.addAll(ids);
        obligations.addAll(duties);
    }

    private void asks(List<String> ids, String question, List<String> duties) {
        permits(ids, duties);
        questions.add(question);
    }

    private Verdict sum() {
        List<String> ids = policies.stream().sorted().toList();
        return questions.isEmpty()
                ? new Verdict.Permits(ids, List.copyOf(obligations))
                : new Verdict.Asks(ids, String.join(" ", questions), List.copyOf(obligations));
    }
}
