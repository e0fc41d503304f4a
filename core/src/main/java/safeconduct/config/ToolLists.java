package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.pin.Lock;
import safeconduct.catalog.pin.Pin;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * What targets say of their tools, kept beside their configuration: {@code targets/NAME.tools.json} holds the result of the
 * target's {@code tools/list}, or the list in it. Optional; with it, rules are checked against the arguments of the tools.
 */
final class ToolLists {

    static final String ENDING = ".tools.json";

    private final Map<TargetName, Target> targets;
    private final Problems problems;
    private final Map<TargetName, List<ToolDescription>> read = new LinkedHashMap<>();

    ToolLists(Map<TargetName, Target> targets, Problems problems) {
        this.targets = targets;
        this.problems = problems;
    }

    Map<TargetName, List<ToolDescription>> read() {
        return Map.copyOf(read);
    }

    void read(String file, byte[] content) {
        String name = file.substring(TargetFile.FOLDER.length() + 1, file.length() - ENDING.length());
        targets.keySet().stream()
                .filter(target -> target.value().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        target -> list(file, target, content),
                        () -> problems.add(new Problem(file, 0, 0, "there is no target `" + name + "`")));
    }

    /** What is kept of a target must be what was locked: a list that somebody wrote by hand was not reviewed. */
    void lock(String file, byte[] content) {
        String name = file.substring(TargetFile.FOLDER.length() + 1, file.length() - Lock.ENDING.length());
        try {
            Lock lock = Lock.read(content);
            read.entrySet().stream()
                    .filter(entry -> entry.getKey().value().equals(name))
                    .flatMap(entry -> entry.getValue().stream())
                    .filter(tool -> !Pin.of(tool).equals(lock.things().get("tool " + tool.name())))
                    .forEach(tool -> problems.add(new Problem(
                            file,
                            0,
                            0,
                            "tool `" + tool.name() + "` of `" + name + ENDING
                                    + "` is another than the locked one: look at it, then `safeconduct target scan "
                                    + name + " --accept`")));
        } catch (Fault malformed) {
            problems.add(new Problem(file, 0, 0, malformed.getMessage()));
        }
    }

    private void list(String file, TargetName target, byte[] content) {
        try {
            JsonNode root = Json.parse(content);
            JsonNode list = root.isArray() ? root : root.path("tools");
            if (!list.isArray()) {
                problems.add(new Problem(file, 0, 0, "expected the result of `tools/list`: `{\"tools\": […]}`"));
                return;
            }
            List<ToolDescription> tools = new ArrayList<>();
            list.forEach(tool -> tools.add(ToolDescription.of(tool)));
            read.put(target, List.copyOf(tools));
        } catch (Fault malformed) {
            problems.add(new Problem(file, 0, 0, malformed.getMessage()));
        }
    }
}
