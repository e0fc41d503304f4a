package safeconduct.call;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.containment.Containing;
import safeconduct.kernel.Json;
import safeconduct.policy.Ancestor;
import safeconduct.policy.Bundle;
import safeconduct.policy.EnvelopeCheck;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.policy.Remaining;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;

/** What a task may still do: the tools that its envelope, its policies and those of every task above it leave it. */
public final class ToolAuthority {

    private final Containing containing;
    private final LiveTasks living;
    private final Function<TaskId, Usage> usage;

    /** @param usage what a task has used */
    public ToolAuthority(Containing containing, LiveTasks living, Function<TaskId, Usage> usage) {
        this.containing = containing;
        this.living = living;
        this.usage = usage;
    }

    /** A tool that is not denied altogether. */
    public record OfTool(TargetName target, String tool, Remaining remaining) {}

    /** What it may still do now, with what it has used, in order of target and tool; nothing once it is over. */
    public List<OfTool> remaining(Task task, Bundle bundle, Instant now) {
        return task.envelope().targets().keySet().stream()
                .sorted()
                .flatMap(target -> remaining(task, target, bundle, now))
                .toList();
    }

    /** As {@link #remaining(Task, Bundle, Instant)}, at one target. */
    Stream<OfTool> remaining(Task task, TargetName target, Bundle bundle, Instant now) {
        return tools(task, target, bundle, now)
                .map(question ->
                        new OfTool(target, question.name(), bundle.policies().left(question)))
                .filter(tool -> tool.remaining().kind() != Remaining.Kind.DENIED);
    }

    /**
     * The tools of a target that a list may show: those that policy could permit, or ask about, with some arguments, at some
     * time and with some use before. A list that was right once stays right for the life of the task.
     */
    public List<String> visible(Task task, TargetName target, Bundle bundle, Instant now) {
        return tools(task, target, bundle, now)
                .filter(question -> bundle.policies().possible(question))
                .map(Question::name)
                .toList();
    }

    /** A question for each tool that is not outside the envelope. */
    private Stream<Question> tools(Task task, TargetName name, Bundle bundle, Instant now) {
        boolean active = living.find(task.id()).filter(LiveTask::active).isPresent();
        Optional<List<LiveTask>> above = living.above(task);
        Optional<Target> target = bundle.target(name);
        if (!active
                || above.isEmpty()
                || target.isEmpty()
                || containing.against(task, name).isPresent()) {
            return Stream.empty();
        }
        List<Ancestor> ancestors = above.get().stream()
                .map(LiveTask::task)
                .map(parent -> new Ancestor(parent.caller(), parent.envelope(), usage.apply(parent.id())))
                .toList();
        return target.get().tools().values().stream()
                .sorted(Comparator.comparing(Tool::name))
                .map(tool -> question(task, target.get(), tool, ancestors, now))
                .filter(question -> EnvelopeCheck.check(question, bundle).isEmpty());
    }

    private Question question(Task task, Target target, Tool tool, List<Ancestor> above, Instant now) {
        return new Question(
                task.caller(),
                task.envelope(),
                target,
                tool,
                Deciding.GOVERNED.contains(tool.name()) ? tool.name() : "tools/call",
                tool.name(),
                Json.object(),
                Optional.empty(),
                usage.apply(task.id()),
                now,
                above);
    }
}
