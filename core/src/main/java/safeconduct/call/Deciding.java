package safeconduct.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import safeconduct.catalog.SqlReader;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.containment.Containing;
import safeconduct.policy.Ancestor;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.EnvelopeCheck;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;
import safeconduct.policy.pack.FlowVerdict;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;

/** Gathers the facts of a call in one snapshot and decides on them: containment, budgets, envelope, policy, in this order. */
final class Deciding {

    static final Set<String> GOVERNED = Set.of("tools/call", "resources/read", "prompts/get");

    private final SqlReader sql;
    private final Containing containing;
    private final BudgetBook budgets;
    private final LiveTasks living;
    private final FlowBook flows;

    Deciding(SqlReader sql, Containing containing, BudgetBook budgets, LiveTasks living, FlowBook flows) {
        this.flows = flows;
        this.sql = sql;
        this.containing = containing;
        this.budgets = budgets;
        this.living = living;
    }

    /**
     * A decision with everything that it was made from.
     *
     * @param question empty where it was refused before one could be asked
     * @param above the tasks above it, its parent first
     * @param flow what the rules on flow said, where they were asked
     */
    record Decided(
            Task task,
            Call call,
            Decision decision,
            Optional<Target> target,
            Optional<Tool> tool,
            Optional<Question> question,
            BudgetBook.Spender spender,
            Bundle bundle,
            List<LiveTask> above,
            long epoch,
            Instant now,
            Optional<FlowJudged> flow) {

        Decided because(Reason reason, String explanation) {
            return with(Decision.Deny.because(reason, explanation));
        }

        private Decided with(Decision decision) {
            return new Decided(task, call, decision, target, tool, question, spender, bundle, above, epoch, now, flow);
        }

        private Decided judged(Optional<FlowJudged> judged) {
            return new Decided(
                    task, call, decision, target, tool, question, spender, bundle, above, epoch, now, judged);
        }

        private Decided asking(Question asked) {
            return new Decided(
                    task, call, decision, target, tool, Optional.of(asked), spender, bundle, above, epoch, now, flow);
        }
    }

    Decided decide(Task task, Call call, Bundle bundle, Instant now) {
        long epoch = containing.epoch();
        Optional<Target> target = bundle.target(call.target());
        Optional<Tool> tool = target.flatMap(known -> tool(known, call));
        Optional<List<LiveTask>> above = living.above(task);
        Decided blank = new Decided(
                task,
                call,
                Decision.Deny.because(Reason.NO_POLICY_ALLOWS, "nothing allows it"),
                target,
                tool,
                Optional.empty(),
                spender(task, above.orElse(List.of()), call.target(), bundle),
                bundle,
                above.orElse(List.of()),
                epoch,
                now,
                Optional.empty());
        Optional<String> contained = containing.against(task, call.target());
        if (contained.isPresent()) {
            return blank.because(Reason.CONTAINED, contained.get());
        }
        if (above.isEmpty()) {
            return blank.because(Reason.TASK_NOT_ACTIVE, "a task above it is not active");
        }
        return known(blank);
    }

    private Decided known(Decided blank) {
        Call call = blank.call();
        if (!GOVERNED.contains(call.method())) {
            return blank.because(Reason.METHOD_NOT_GOVERNED, "method `" + call.method() + "` is not governed here");
        }
        if (blank.target().isEmpty() || !blank.task().envelope().targets().containsKey(call.target())) {
            return blank.because(
                    Reason.TARGET_NOT_IN_ENVELOPE, "target `" + call.target() + "` is not in the envelope");
        }
        if (blank.tool().isEmpty()) {
            return blank.because(
                    Reason.TOOL_NOT_IN_ENVELOPE,
                    "`" + call.name() + "` of `" + call.target() + "` is not in the envelope");
        }
        if (call.objection().isPresent()) {
            return blank.because(
                    call.objection().get().reason(), call.objection().get().explanation());
        }
        return read(blank);
    }

    private Decided read(Decided blank) {
        Tool tool = blank.tool().orElseThrow();
        if (tool.sqlArgument().isEmpty()) {
            return ask(blank, Optional.empty());
        }
        var argument = blank.call().input().get(tool.sqlArgument().get());
        if (argument == null || !argument.isTextual()) {
            return blank.because(
                    Reason.ARGUMENTS_INVALID, "argument `" + tool.sqlArgument().get() + "` must be a text of SQL");
        }
        return switch (sql.read(argument.textValue())) {
            case SqlReading.Unreadable(var reason) -> blank.because(Reason.STATEMENT_UNREADABLE, reason);
            case SqlReading.Statement statement -> ask(blank, Optional.of(statement));
        };
    }

    private Decided ask(Decided blank, Optional<SqlReading.Statement> statement) {
        Question question = question(blank, statement);
        Decided asking = blank.asking(question);
        Optional<Decision.Deny> outside = EnvelopeCheck.check(question, blank.bundle());
        if (outside.isPresent()) {
            return asking.with(outside.get());
        }
        Decision decision = decision(blank.bundle().policies().decide(question));
        return decision instanceof Decision.Deny ? asking.with(decision) : flowing(asking, decision);
    }

    /** What the purpose's policy lets pass may still not flow: rules on flow take away, and never give. */
    private Decided flowing(Decided asking, Decision decision) {
        Decided judged = asking.judged(flows.judge(asking));
        Decision both =
                judged.flow().map(flow -> under(flow.verdict(), decision)).orElse(decision);
        return both instanceof Decision.Allow allow ? reserved(judged, allow) : judged.with(both);
    }

    private static Decision under(FlowVerdict verdict, Decision decision) {
        return switch (verdict) {
            case FlowVerdict.Passes() -> decision;
            case FlowVerdict.Forbids(var rules, var reasons) ->
                deny(Reason.POLICY_FORBIDS, "forbidden by " + String.join(", ", rules) + ": " + text(reasons), rules);
            case FlowVerdict.Asks(var rules, var questions) ->
                decision instanceof Decision.Ask(var question, var policies)
                        ? new Decision.Ask(question + " " + text(questions), both(policies, rules))
                        : new Decision.Ask(text(questions), rules);
        };
    }

    private static String text(List<String> sentences) {
        return String.join(" ", sentences);
    }

    private static List<String> both(List<String> policies, List<String> rules) {
        return Stream.concat(policies.stream(), rules.stream()).toList();
    }

    /** The same call after a person has said yes. */
    Decided approved(Decided asked, Decision.Ask ask) {
        return reserved(asked, new Decision.Allow(ask.policies(), List.of()));
    }

    /** Last, so that only a call that may be made counts against the budget. */
    private Decided reserved(Decided decided, Decision.Allow allow) {
        Optional<Decision.Deny> spent = budgets.begin(decided.spender(), decided.now());
        if (spent.isPresent()) {
            return decided.with(spent.get());
        }
        flows.sent(decided);
        return decided.with(allow);
    }

    private Question question(Decided blank, Optional<SqlReading.Statement> statement) {
        Task task = blank.task();
        Call call = blank.call();
        return new Question(
                task.caller(),
                task.envelope(),
                blank.target().orElseThrow(),
                blank.tool().orElseThrow(),
                call.method(),
                call.name(),
                call.input(),
                statement,
                budgets.usage(task.id()),
                blank.now(),
                blank.above().stream().map(live -> ancestor(live.task())).toList());
    }

    private Ancestor ancestor(Task above) {
        return new Ancestor(above.caller(), above.envelope(), budgets.usage(above.id()));
    }

    /** What the policies' verdict means here. */
    private static Decision decision(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permits(var policies, var obligations) ->
                obligations.isEmpty() ? new Decision.Allow(policies, obligations) : undoable(policies, obligations);
            case Verdict.Asks(var policies, var question, var obligations) ->
                obligations.isEmpty() ? new Decision.Ask(question, policies) : undoable(policies, obligations);
            case Verdict.Forbids(var policies) ->
                deny(Reason.POLICY_FORBIDS, "forbidden by " + String.join(", ", policies), policies);
            case Verdict.Silent(var failed) ->
                failed.isEmpty()
                        ? deny(Reason.NO_POLICY_ALLOWS, "no policy allows it", failed)
                        : deny(Reason.POLICY_FAILED, "could not be evaluated: " + String.join(", ", failed), failed);
            case Verdict.Above(var task, var purpose, var why) ->
                decision(why) instanceof Decision.Deny deny
                        ? Decision.Deny.byAbove(task, purpose, deny)
                        : deny(Reason.NOT_WITHIN_PARENT, "task `" + task + "` above it may not do it", List.of());
        };
    }

    private static Decision undoable(List<String> policies, List<String> obligations) {
        return deny(Reason.POLICY_FAILED, "no door can do: " + String.join(", ", obligations), policies);
    }

    private static Decision deny(Reason reason, String explanation, List<String> policies) {
        return new Decision.Deny(reason, explanation, reason.next(), policies);
    }

    /** The tool as the operator knows it; reading a resource or a prompt is a read, if the target declares the method. */
    private static Optional<Tool> tool(Target target, Call call) {
        return switch (call.method()) {
            case "tools/call" -> Optional.ofNullable(target.tools().get(call.name()));
            default -> Optional.ofNullable(target.tools().get(call.method()));
        };
    }

    static BudgetBook.Spender spender(Task task, List<LiveTask> above, TargetName target, Bundle bundle) {
        List<BudgetBook.Line> line = Stream.concat(
                        Stream.of(task), above.stream().map(LiveTask::task))
                .map(one -> new BudgetBook.Line(one.id(), one.envelope().budgets()))
                .toList();
        List<Purpose.Window> windows =
                bundle.purpose(task.envelope().purpose()).map(Purpose::windows).orElse(List.of());
        return new BudgetBook.Spender(line, task.agent().name(), target, windows);
    }
}
