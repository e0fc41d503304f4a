package safeconduct.gateway.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import safeconduct.call.Call;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.pin.Pin;
import safeconduct.policy.Reason;

/**
 * What targets say of their tools: what was reviewed and kept, and what they said last. A tool whose schemas or annotations
 * are others than those that were reviewed is not used; arguments that its schema does not take are not sent. Thread-safe.
 */
public final class Catalogues {

    /** Of one target that are remembered. */
    static final int TOOLS_MAX = 1_000;

    private final Function<TargetName, Optional<List<ToolDescription>>> kept;
    private final Found found;
    private final Map<TargetName, Reviewed> reviewed = new ConcurrentHashMap<>();
    private final Map<TargetName, Map<String, Known>> live = new ConcurrentHashMap<>();

    /** Hears of what was found, once for each change. */
    public interface Found {
        void found(TargetName target, String code, String text);
    }

    private record Known(Pin pin, ArgumentCheck check) {
        static Known of(ToolDescription tool) {
            return new Known(Pin.of(tool), new ArgumentCheck(tool.inputSchema()));
        }
    }

    private record Reviewed(List<ToolDescription> list, Map<String, Known> tools) {}

    /** @param kept what was reviewed; empty where nobody has kept it, and then a target is taken at its last word */
    public Catalogues(Function<TargetName, Optional<List<ToolDescription>>> kept, Found found) {
        this.kept = kept;
        this.found = found;
    }

    private Optional<Map<String, Known>> reviewed(TargetName target) {
        Optional<List<ToolDescription>> now = kept.apply(target);
        if (now.isEmpty()) {
            reviewed.remove(target);
            return Optional.empty();
        }
        return Optional.of(reviewed.compute(
                        target,
                        (name, before) -> before != null && before.list().equals(now.get()) ? before : read(now.get()))
                .tools());
    }

    private static Reviewed read(List<ToolDescription> list) {
        Map<String, Known> tools = new HashMap<>();
        list.forEach(tool -> tools.putIfAbsent(tool.name(), Known.of(tool)));
        return new Reviewed(list, Map.copyOf(tools));
    }

    /** A target has said what one of its tools is. */
    public void heard(TargetName target, JsonNode tool) {
        ToolDescription said = ToolDescription.of(tool);
        Known now = Known.of(said);
        Map<String, Known> tools = live.computeIfAbsent(target, none -> new ConcurrentHashMap<>());
        Known before = tools.get(said.name());
        if (before != null && before.pin().equals(now.pin())) {
            return;
        }
        if (before == null && tools.size() >= TOOLS_MAX) {
            return; // One that is not remembered is held against what was reviewed all the same, by its name.
        }
        tools.put(said.name(), now);
        Optional<Map<String, Known>> pinned = reviewed(target);
        Optional<Pin> expected = pinned.flatMap(all -> Optional.ofNullable(all.get(said.name())))
                .or(() -> pinned.isEmpty() ? Optional.ofNullable(before) : Optional.empty())
                .map(Known::pin);
        tell(target, said.name(), expected, now.pin(), pinned.isPresent());
    }

    private void tell(TargetName target, String tool, Optional<Pin> expected, Pin now, boolean pinned) {
        if (expected.isEmpty()) {
            if (pinned) {
                found.found(target, "tool_unreviewed", "tool `" + tool + "` is not among those that were reviewed");
            }
        } else if (!expected.get().shape().equals(now.shape())) {
            found.found(target, "tool_changed", "tool `" + tool + "` takes, gives or claims something else");
        } else if (!expected.get().equals(now)) {
            found.found(target, "tool_prose_changed", "the words for tool `" + tool + "` are others");
        }
    }

    /** Whether a list may show it: not when it is another than the one that was reviewed. */
    public boolean shown(TargetName target, JsonNode tool) {
        ToolDescription said = ToolDescription.of(tool);
        return reviewed(target)
                .map(all -> same(Optional.ofNullable(all.get(said.name())), Pin.of(said)))
                .orElse(true);
    }

    private static boolean same(Optional<Known> reviewed, Pin now) {
        return reviewed.isPresent() && reviewed.get().pin().shape().equals(now.shape());
    }

    /** What speaks against a call of a tool with these arguments, if anything does. */
    public Optional<Call.Objection> objection(Call call) {
        if (!call.method().equals("tools/call")) {
            return Optional.empty();
        }
        Optional<Known> said =
                Optional.ofNullable(live.getOrDefault(call.target(), Map.of()).get(call.name()));
        Optional<Map<String, Known>> pinned = reviewed(call.target());
        if (pinned.isEmpty()) {
            return said.flatMap(known -> arguments(known, call));
        }
        Optional<Known> expected = Optional.ofNullable(pinned.get().get(call.name()));
        if (expected.isEmpty()) {
            return Optional.of(new Call.Objection(
                    Reason.TOOL_CHANGED, "tool `" + call.name() + "` is not among those that were reviewed"));
        }
        if (said.isPresent() && !same(expected, said.get().pin())) {
            return Optional.of(new Call.Objection(
                    Reason.TOOL_CHANGED, "tool `" + call.name() + "` is not the one that was reviewed"));
        }
        return arguments(expected.get(), call);
    }

    private static Optional<Call.Objection> arguments(Known tool, Call call) {
        return tool.check().problem(call.input()).map(problem -> new Call.Objection(Reason.ARGUMENTS_INVALID, problem));
    }
}
