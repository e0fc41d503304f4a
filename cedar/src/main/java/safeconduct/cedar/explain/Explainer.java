package safeconduct.cedar.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.eval.Compiler;
import safeconduct.cedar.eval.Frame;
import safeconduct.cedar.explain.Explanation.Change;
import safeconduct.cedar.explain.Explanation.Considered;
import safeconduct.cedar.explain.Explanation.Failed;
import safeconduct.cedar.explain.Explanation.NearMiss;
import safeconduct.cedar.syntax.Printer;

/** Evaluates every policy test by test. */
final class Explainer {
    private static final int NEAR_MISSES_MAX = 10;
    private static final int FAILED_MAX = 3;

    private final PolicySet policies;
    private final Request request;
    private final Entities entities;
    private final Frame frame;
    private final List<Considered> considered = new ArrayList<>();
    private final List<NearMiss> misses = new ArrayList<>();
    private final Map<String, List<Expr>> failedTests = new TreeMap<>();

    Explainer(PolicySet policies, Request request, Entities entities) {
        this.policies = policies;
        this.request = request;
        this.entities = entities;
        this.frame = new Frame(request, entities);
    }

    Explanation explain() {
        Answer answer = policies.authorize(request, entities);
        policies.policies().stream()
                .filter(policy -> !policy.isTemplate())
                .sorted(Comparator.comparing(Policy::id))
                .forEach(this::consider);
        misses.sort(
                Comparator.<NearMiss>comparingInt(miss -> miss.failed().size()).thenComparing(NearMiss::policy));
        List<NearMiss> nearest = misses.subList(0, Math.min(misses.size(), NEAR_MISSES_MAX));
        List<Change> change = answer.allowed() ? List.of() : smallest(answer);
        return new Explanation(request, answer, considered, List.copyOf(nearest), change, policies.digest());
    }

    private void consider(Policy policy) {
        List<Expr> head =
                Tests.ofHead(policy.tree()).stream().filter(this::fails).toList();
        List<Expr> tests =
                Tests.ofConditions(policy.tree()).stream().filter(this::fails).toList();
        List<Expr> all = new ArrayList<>(head);
        all.addAll(tests);
        List<Failed> failed = all.stream().map(this::failed).toList();
        if (head.isEmpty()) {
            considered.add(new Considered(policy.id(), policy.effect().word(), outcome(policy), failed));
        }
        if (policy.effect() == Effect.PERMIT && !all.isEmpty()) {
            failedTests.put(policy.id(), all);
            if (all.size() <= FAILED_MAX) {
                misses.add(new NearMiss(policy.id(), failed));
            }
        }
    }

    private String outcome(Policy policy) {
        Answer alone = PolicySet.of(List.of(policy)).authorize(request, entities);
        if (!alone.errors().isEmpty()) {
            return "error: " + alone.errors().getFirst().message();
        }
        return alone.determining().isEmpty() ? "not satisfied" : "satisfied";
    }

    private boolean fails(Expr test) {
        try {
            return !Compiler.compile(test).test(frame);
        } catch (EvaluationException e) {
            return true;
        }
    }

    private Failed failed(Expr test) {
        Map<String, String> saw = new TreeMap<>();
        for (Expr read : Tests.reads(test)) {
            saw.put(Printer.print(read), value(read));
        }
        return new Failed(Printer.print(test), saw);
    }

    private String value(Expr expr) {
        try {
            return Compiler.compile(expr).value(frame).toString();
        } catch (EvaluationException e) {
            return "error: " + e.getMessage();
        }
    }

    /** Of every permit that failed the changes that mend it, if together they really allow it; the fewest, then the first. */
    private List<Change> smallest(Answer answer) {
        List<List<Expr>> wishes = new ArrayList<>(failedTests.values());
        if (wishes.isEmpty() || !answer.determining().isEmpty()) {
            wishes.add(List.of()); // A forbid stands in the way: perhaps mending that alone is enough.
        }
        List<List<Expr>> obstacles = new ArrayList<>(List.of(List.of()));
        for (String forbid : answer.determining()) {
            Policy policy = policies.find(forbid);
            if (policy != null && !answer.allowed()) {
                obstacles = widened(obstacles, Tests.ofConditions(policy.tree()));
            }
        }
        return Changes.smallest(policies, request, entities, wishes, obstacles);
    }

    /** Each forbid must lose one of its tests: one alternative for each. */
    private static List<List<Expr>> widened(List<List<Expr>> alternatives, List<Expr> tests) {
        List<List<Expr>> wider = new ArrayList<>();
        for (List<Expr> alternative : alternatives) {
            for (Expr test : tests) {
                List<Expr> longer = new ArrayList<>(alternative);
                longer.add(new Expr.Not(test));
                wider.add(longer);
            }
        }
        return wider.subList(0, Math.min(wider.size(), Changes.ALTERNATIVES_MAX));
    }
}
