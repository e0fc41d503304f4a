package safeconduct.cedar.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.PolicyError;

/** Runs rules and counts their votes. */
public final class Tally implements Consumer<Rule> {
    private final Frame frame;
    private @Nullable List<String> permits;
    private @Nullable List<String> forbids;
    private @Nullable List<PolicyError> errors;

    private Tally(Frame frame) {
        this.frame = frame;
    }

    /** The answer of all rules in the index. */
    public static Answer answer(Index index, Frame frame) {
        Tally tally = new Tally(frame);
        index.visit(frame, tally);
        return tally.answer();
    }

    @Override
    public void accept(Rule rule) {
        try {
            if (rule.conditions().test(frame)) {
                if (rule.effect() == Effect.PERMIT) {
                    permits = add(permits, rule.id());
                } else {
                    forbids = add(forbids, rule.id());
                }
            }
        } catch (EvaluationException e) {
            errors = add(errors, new PolicyError(rule.id(), String.valueOf(e.getMessage())));
        }
    }

    private static <T> List<T> add(@Nullable List<T> list, T element) {
        List<T> target = list == null ? new ArrayList<>(2) : list;
        target.add(element);
        return target;
    }

    private Answer answer() {
        boolean allowed = forbids == null && permits != null;
        List<String> determining = forbids == null ? permits : forbids;
        return new Answer(
                allowed,
                sorted(determining, Comparator.naturalOrder()),
                sorted(errors, Comparator.comparing(PolicyError::policyId)));
    }

    private static <T> List<T> sorted(@Nullable List<T> list, Comparator<T> order) {
        if (list == null) {
            return List.of();
        }
        if (list.size() > 1) {
            list.sort(order);
        }
        return Collections.unmodifiableList(list);
    }
}
