package safeconduct.cedar.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.PolicyError;

/** Runs rules and counts their votes. */
public final class Tally {
    private static final String[] NOBODY = {};

    private final Frame frame;
    private String[] permits = NOBODY;
    private String[] forbids = NOBODY;
    private int permitting;
    private int forbidding;
    private @Nullable List<PolicyError> errors;
    private int leaves;

    private Tally(Frame frame) {
        this.frame = frame;
    }

    /** The answer of all rules in the index. */
    public static Answer answer(Index index, Frame frame) {
        Tally tally = new Tally(frame);
        index.visit(frame, tally);
        return tally.answer();
    }

    /** Some rules more, sorted by id, follow; at most so many. */
    void leaf(int rules) {
        leaves++;
        if (leaves == 1 && rules < 16) {
            permits = new String[rules];
        }
    }

    void vote(Rule rule) {
        try {
            if (rule.conditions().test(frame)) {
                if (rule.effect() == Effect.PERMIT) {
                    permits = add(permits, permitting++, rule.id());
                } else {
                    forbids = add(forbids, forbidding++, rule.id());
                }
            }
        } catch (EvaluationException e) {
            errors = errors == null ? new ArrayList<>() : errors;
            errors.add(new PolicyError(rule.id(), String.valueOf(e.getMessage())));
        }
    }

    private static String[] add(String[] ids, int count, String id) {
        String[] target = count < ids.length ? ids : Arrays.copyOf(ids, Math.max(4, 2 * count));
        target[count] = id;
        return target;
    }

    private Answer answer() {
        boolean allowed = forbidding == 0 && permitting > 0;
        List<String> determining = forbidding == 0 ? sorted(permits, permitting) : sorted(forbids, forbidding);
        return new Answer(allowed, determining, sorted(errors));
    }

    private List<String> sorted(String[] ids, int count) {
        if (count == 0) {
            return List.of();
        }
        String[] exact = count == ids.length ? ids : Arrays.copyOf(ids, count);
        if (leaves > 1) {
            Arrays.sort(exact); // Within one leaf they come sorted.
        }
        return Collections.unmodifiableList(Arrays.asList(exact));
    }

    private static List<PolicyError> sorted(@Nullable List<PolicyError> errors) {
        if (errors == null) {
            return List.of();
        }
        errors.sort(Comparator.comparing(PolicyError::policyId));
        return Collections.unmodifiableList(errors);
    }
}
