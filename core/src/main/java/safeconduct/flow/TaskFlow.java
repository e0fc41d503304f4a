package safeconduct.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.flow.FlowFacts.Called;
import safeconduct.flow.goal.Goal;
import safeconduct.flow.goal.GoalReader;
import safeconduct.flow.label.Field;
import safeconduct.flow.trace.Known;
import safeconduct.flow.trace.Origin;
import safeconduct.flow.trace.Taint;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;

/**
 * The data flow of one task: what was vouched for, what was seen. Facts before a call, observation after it. Thread-safe.
 * Memory is bounded: {@link Known#LIMIT} values of its own, and a {@link Taint} that it shares.
 */
public final class TaskFlow {

    private static final int DELEGATED_MAX = 16 * 1024;

    private final Goal goal;
    private final boolean delegates;
    private final Taint taint;
    private final Known known = new Known();
    private final Observed observed;
    private final Origins origins;
    private final List<Goal> orders = new ArrayList<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private int ordersLength;

    /**
     * @param goal in words; {@link Goal#NONE} where there are none
     * @param vouched the user or the orchestrator said it. What only the agent says narrows what is called for, and nothing in it
     *     is where a value comes from
     * @param parameters of the purpose, as vouched for as the goal
     */
    public TaskFlow(Goal goal, boolean vouched, ObjectNode parameters, Taint taint) {
        this.goal = goal;
        this.delegates = vouched && goal.delegates();
        this.taint = taint;
        Set<String> values = new HashSet<>();
        if (vouched) {
            Leaves.of(parameters)
                    .found()
                    .forEach(leaf -> values.add(Typed.of(leaf.value().asText()).index()));
        }
        Goal said = vouched ? goal : Goal.NONE;
        this.observed = new Observed(said, known, taint);
        this.origins = new Origins(said, values, known, taint);
    }

    public Goal goal() {
        return goal;
    }

    public Taint taint() {
        return taint;
    }

    /** The facts of a call that is about to be made. */
    public synchronized FlowFacts facts(ToolCard tool, ObjectNode arguments) {
        Leaves leaves = Leaves.of(arguments);
        Called called = leaves.overflowed() ? Called.NOBODY : called(tool);
        Origins.Asking asking = asking(tool);
        boolean guarded = tool.facts().effect() != Effect.READ || tool.facts().reach(arguments) == Reach.OPEN;
        List<ArgumentFacts> facts = new ArrayList<>();
        for (Leaves.Leaf leaf : leaves.found()) {
            facts.add(fact(tool, leaf, asking, guarded));
        }
        Set<String> deeds = new HashSet<>();
        goal.deeds().forEach(deed -> deeds.add(deed.word()));
        return new FlowFacts(
                taint.untrusted(),
                taint.sensitive(),
                tool.facts().effect(),
                tool.facts().reach(arguments),
                tool.facts().reversible(),
                called,
                beyond(tool, called),
                goal.given(),
                goal.answers(),
                deeds,
                facts);
    }

    private ArgumentFacts fact(ToolCard tool, Leaves.Leaf leaf, Origins.Asking asking, boolean guarded) {
        JsonNode value = leaf.value();
        String text = value.isNull() ? "" : value.asText();
        Role role = role(tool, leaf.path(), text);
        boolean constant =
                value.isNull() || value.isBoolean() || tool.constants().contains(text);
        Origin origin = constant || (!guarded && role == Role.OTHER) ? Origin.CONSTANT : origins.of(text, role, asking);
        boolean carries = guarded && !constant && !origins.vouchedFor(text) && taint.carriesPrivate(text);
        return new ArgumentFacts(leaf.path(), role, origin, text, carries);
    }

    /** A path in a system of our own is what is acted on, and no way out. */
    private static Role role(ToolCard tool, String path, String text) {
        Role role = tool.facts().role(path);
        boolean place = role == Role.DESTINATION
                && tool.facts().reach() == Reach.CLOSED
                && tool.facts().effect() != Effect.READ
                && Typed.of(text).kind() == Kind.FILE;
        return place ? Role.SELECTOR : role;
    }

    /** The call was allowed and is about to be sent. */
    public synchronized void sent(ToolCard tool) {
        if (tool.facts().effect() != Effect.READ) {
            effects.merge(tool.name(), 1, Integer::sum);
        }
    }

    /** The call that was sent had no effect. */
    public synchronized void failed(ToolCard tool) {
        effects.computeIfPresent(tool.name(), (name, count) -> count - 1);
    }

    private boolean beyond(ToolCard tool, Called called) {
        if (called != Called.GOAL || delegates) {
            return false;
        }
        OptionalInt asked = tool.deeds().askedFor(goal);
        return asked.isPresent() && effects.getOrDefault(tool.name(), 0) >= asked.getAsInt();
    }

    private Called called(ToolCard tool) {
        if (!goal.given()) {
            return Called.PURPOSE;
        }
        if (tool.deeds().calledFor(goal)) {
            return Called.GOAL;
        }
        return delegates && orders.stream().anyMatch(tool.deeds()::calledFor) ? Called.DELEGATED : Called.NOBODY;
    }

    private Origins.Asking asking(ToolCard tool) {
        Set<String> objects = new HashSet<>();
        for (Goal.Request request : goal.requests()) {
            if (tool.deeds().answers(request)) {
                objects.addAll(request.objects());
            }
        }
        boolean anywhere = delegates || tool.facts().effect() == Effect.READ;
        return new Origins.Asking(tool.deeds()::answers, objects, anywhere);
    }

    /** A result is about to reach the agent. */
    public synchronized void observe(ToolCard tool, JsonNode arguments, List<Field> fields) {
        if (tool.facts().effect() != Effect.READ) {
            written(tool, arguments);
        }
        List<String> texts = observed.take(tool.facts(), arguments, fields);
        if (delegates) {
            texts.forEach(this::order);
        }
    }

    /** What the agent itself put into a system of record is no record when it comes back. */
    private void written(ToolCard tool, JsonNode arguments) {
        Origins.Asking asking = asking(tool);
        for (Leaves.Leaf leaf : Leaves.of(arguments).found()) {
            String text = leaf.value().isNull() ? "" : leaf.value().asText();
            Role role = tool.facts().role(leaf.path());
            if (!text.isBlank() && origins.of(text, role, asking).compareTo(Origin.RECORD) > 0) {
                taint.wrote(Typed.of(text).index());
            }
        }
    }

    private void order(String text) {
        if (ordersLength + text.length() <= DELEGATED_MAX) {
            ordersLength += text.length();
            orders.add(GoalReader.read(text));
        }
    }
}
