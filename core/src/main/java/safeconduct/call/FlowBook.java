package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import safeconduct.caller.Actor;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.flow.FlowFacts;
import safeconduct.flow.TaskFlow;
import safeconduct.flow.ToolCard;
import safeconduct.flow.goal.Goal;
import safeconduct.flow.goal.GoalReader;
import safeconduct.flow.label.Results;
import safeconduct.flow.trace.Taint;
import safeconduct.policy.Purpose;
import safeconduct.policy.pack.FlowPack;
import safeconduct.task.LiveTask;
import safeconduct.task.Task;

/**
 * The flow of data through every living task: judged before a call, learned from each result before it goes on. What taints
 * is shared by a task, its children, and later tasks of the same agent instance within {@link #WINDOW}. In memory. Thread-safe.
 */
final class FlowBook {

    /** How long an agent instance stays marked by what it has seen, after its last call. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final int AGENTS_MAX = 1_024;

    private final ToolCards cards = new ToolCards();
    private final Map<TaskId, TaskFlow> flows = new HashMap<>();
    private final Map<Actor.Agent, Marked> agents = new HashMap<>();
    private final Marked others = new Marked(new Taint());

    private static final class Marked {
        private final Taint taint;
        private Instant last = Instant.EPOCH;

        Marked(Taint taint) {
            this.taint = taint;
        }
    }

    /** @param tools as a target lists them */
    void listed(TargetName target, JsonNode tools) {
        cards.listed(target, tools);
    }

    /** What the rules on flow say; nothing where the purpose has none. */
    Optional<FlowJudged> judge(Deciding.Decided decided) {
        Task task = decided.task();
        Optional<FlowPack> pack = pack(decided);
        if (pack.isEmpty()) {
            return Optional.empty();
        }
        Call call = decided.call();
        ObjectNode input = call.input();
        ToolCard tool = cards.card(call.target(), decided.tool().orElseThrow(), input);
        FlowFacts facts = flow(task, decided.now()).facts(tool, input);
        String name = call.target().value() + "/" + call.name();
        return Optional.of(new FlowJudged(
                pack.get(), tool, facts, pack.get().decide(facts, task.id().value(), name)));
    }

    /** The strictest of the task and of those above it: a child does not shake off its parent's rules. */
    private static Optional<FlowPack> pack(Deciding.Decided decided) {
        return Stream.concat(Stream.of(decided.task()), decided.above().stream().map(LiveTask::task))
                .map(task -> task.envelope().purpose())
                .flatMap(purpose -> decided.bundle().purpose(purpose).map(Purpose::flow).stream())
                .filter(FlowPack.SHIPPED::contains)
                .min(Comparator.comparingInt(FlowPack.SHIPPED::indexOf))
                .flatMap(FlowPack::shipped);
    }

    /** Counted against what the goal asks for, until it turns out that it had no effect. */
    void sent(Deciding.Decided decided) {
        decided.flow().ifPresent(judged -> flow(decided.task(), decided.now()).sent(judged.tool()));
    }

    void failed(Deciding.Decided decided) {
        decided.flow().ifPresent(judged -> flow(decided.task(), decided.now()).failed(judged.tool()));
    }

    /** @param response of JSON-RPC, whole: its result or its error */
    void saw(Deciding.Decided decided, JsonNode response) {
        decided.flow().ifPresent(judged -> {
            TaskFlow flow = flow(decided.task(), decided.now());
            ObjectNode input = decided.call().input();
            JsonNode result = response.path("result");
            for (JsonNode part : result.path("content")) {
                JsonNode text = part.has("text")
                        ? part.get("text")
                        : part.path("resource").path("text");
                if (text.isTextual()) {
                    flow.observe(judged.tool(), input, Results.of(text.textValue()));
                }
            }
            for (String member : new String[] {"structuredContent", "contents", "messages"}) {
                if (result.has(member)) {
                    flow.observe(judged.tool(), input, Results.of(result.get(member)));
                }
            }
            if (response.has("error")) {
                flow.observe(
                        judged.tool(),
                        input,
                        Results.of(response.path("error").path("message").asText()));
            }
        });
    }

    private synchronized TaskFlow flow(Task task, Instant now) {
        TaskFlow known = flows.get(task.id());
        if (known != null) {
            mark(task, now);
            return known;
        }
        boolean vouched = task.envelope().voucher() != Voucher.AGENT;
        ObjectNode parameters = task.envelope().parameters();
        JsonNode words = parameters.path(Purpose.GOAL);
        Goal goal = words.isTextual() ? GoalReader.read(words.textValue()) : Goal.NONE;
        parameters.remove(Purpose.GOAL);
        @Nullable TaskFlow parent = task.parent().map(flows::get).orElse(null);
        Taint taint = parent == null ? mark(task, now).taint : parent.taint();
        TaskFlow made = new TaskFlow(goal, vouched, parameters, taint);
        flows.put(task.id(), made);
        return made;
    }

    /** Agents beyond the limit share one mark: strict, but never washed. */
    private Marked mark(Task task, Instant now) {
        Marked marked = agents.get(task.agent());
        if (marked == null) {
            agents.values().removeIf(old -> old.last.plus(WINDOW).isBefore(now));
            if (agents.size() >= AGENTS_MAX) {
                return others;
            }
            marked = new Marked(new Taint());
            agents.put(task.agent(), marked);
        } else if (marked.last.plus(WINDOW).isBefore(now) && !flows.containsKey(task.id())) {
            marked = new Marked(new Taint());
            agents.put(task.agent(), marked);
        }
        marked.last = now;
        return marked;
    }

    synchronized void forget(TaskId task) {
        flows.remove(task);
    }
}
