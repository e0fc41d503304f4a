package safeconduct.catalog.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Everything that a target offered when it was reviewed: {@code targets/NAME.lock.json}.
 *
 * <pre>
 * {"lock": 1, "things": {"tool query": {"shape": "sha-256:…", "prose": "sha-256:…"}, "prompt greet": {…}}}
 * </pre>
 *
 * @param things pins by kind and name: {@code tool NAME}, {@code resource URI}, {@code template URI}, {@code prompt NAME}
 */
public record Lock(Map<String, Pin> things) {

    public static final String ENDING = ".lock.json";
    private static final int VERSION = 1;

    public Lock {
        things = Map.copyOf(things);
    }

    /** What is another. */
    public enum How {
        /** It was not there before; no task can use it until the target's file names it. */
        ADDED,
        /** It is not there any more. */
        REMOVED,
        /** It takes or gives something else, or says something else of what it does: not used until it is reviewed. */
        SHAPE,
        /** Only the words for it are others. */
        PROSE
    }

    /** One difference. */
    public record Change(String thing, How how) {

        /** Whether nobody should use it before somebody has looked. */
        public boolean blocks() {
            return how == How.SHAPE;
        }
    }

    /** What is another in what the target offers now, by thing. */
    public List<Change> changes(Lock now) {
        List<Change> changes = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(things.keySet());
        all.addAll(now.things().keySet());
        for (String thing : all) {
            Optional<Pin> before = Optional.ofNullable(things.get(thing));
            Optional<Pin> after = Optional.ofNullable(now.things().get(thing));
            if (before.isEmpty()) {
                changes.add(new Change(thing, How.ADDED));
            } else if (after.isEmpty()) {
                changes.add(new Change(thing, How.REMOVED));
            } else if (!before.get().shape().equals(after.get().shape())) {
                changes.add(new Change(thing, How.SHAPE));
            } else if (!before.equals(after)) {
                changes.add(new Change(thing, How.PROSE));
            }
        }
        changes.sort(Comparator.comparing(Change::thing));
        return List.copyOf(changes);
    }

    /** For git: one member for each thing, in order. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("lock", VERSION);
        ObjectNode members = json.putObject("things");
        new TreeMap<>(things)
                .forEach((thing, pin) -> members.putObject(thing)
                        .put("shape", pin.shape().value())
                        .put("prose", pin.prose().value()));
        return json;
    }

    /** @throws Fault INVALID when it is no lock of this version */
    public static Lock read(byte[] content) {
        JsonNode json = Json.parse(content);
        if (json.path("lock").asInt(0) != VERSION || !json.path("things").isObject()) {
            throw new Fault(Fault.Code.INVALID, "expected `{\"lock\": 1, \"things\": {…}}`");
        }
        Map<String, Pin> things = new TreeMap<>();
        json.path("things")
                .properties()
                .forEach(member -> things.put(
                        member.getKey(),
                        new Pin(
                                new Digest(member.getValue().path("shape").asText("")),
                                new Digest(member.getValue().path("prose").asText("")))));
        return new Lock(things);
    }
}
