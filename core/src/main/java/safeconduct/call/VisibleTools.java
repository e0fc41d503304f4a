package safeconduct.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Task;

/**
 * Which tools a list may show: those that policy could still permit, or ask about, with some arguments, at some time and
 * with some use before. A list that was right once stays right for the life of the task.
 */
final class VisibleTools {

    private final Containing containing;
    private final LiveTasks living;

    VisibleTools(Containing containing, LiveTasks living) {
        this.containing = containing;
        this.living = living;
    }

    /** In order of name. */
    List<String> of(Task task, TargetName name, Bundle bundle, Instant now) {
        Optional<List<LiveTask>> above = living.above(task);
        Optional<Target> target = bundle.target(name);
        if (above.isEmpty()
                || target.isEmpty()
                || containing.against(task, name).isPresent()) {
            return List.of();
        }
        List<Ancestor> ancestors = above.get().stream()
                .map(LiveTask::task)
                .map(parent -> new Ancestor(parent.caller(), parent.envelope(), Usage.NONE))
                .toList();
        return target.get().tools().values().stream()
                .filter(tool -> may(question(task, target.get(), tool, ancestors, now), bundle))
                .map(Tool::name)
                .sorted()
                .toList();
    }

    private static boolean may(Question question, Bundle bundle) {
        return EnvelopeCheck.check(question, bundle).isEmpty()
                && bundle.policies().possible(question);
    }

    private static Question question(Task task, Target target, Tool tool, List<Ancestor> above, Instant now) {
        return new Question(
                task.caller(),
                task.envelope(),
                target,
                tool,
                Deciding.GOVERNED.contains(tool.name()) ? tool.name() : "tools/call",
                tool.name(),
                Json.object(),
                Optional.empty(),
                Usage.NONE,
                now,
                above);
    }
}
