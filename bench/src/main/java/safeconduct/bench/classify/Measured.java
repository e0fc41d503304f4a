package safeconduct.bench.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.ToolFacts;

/** The scores of one run: against the hints of vendors, and against labels by half. */
final class Measured {

    private final Score readOnly = new Score("read-only hint");
    private final Score destructive = new Score("destructive hint");
    private final Score openWorld = new Score("open-world hint");
    private final Map<String, List<Score>> halves = new TreeMap<>();

    /** Compares with the hints that are there; a destructive hint means something only where the tool doesn't only read. */
    void hints(String name, ToolFacts facts, ObjectNode hints) {
        boolean reads = facts.effect() == Effect.READ;
        if (hints.path("readOnlyHint").isBoolean()) {
            boolean said = hints.path("readOnlyHint").asBoolean();
            readOnly.count(name, reads == said, reads, "read-only " + reads + " for " + said);
        }
        if (hints.path("destructiveHint").isBoolean()
                && !hints.path("readOnlyHint").asBoolean(false)) {
            boolean said = hints.path("destructiveHint").asBoolean();
            boolean destroys = destroys(facts);
            destructive.count(name, destroys == said, !destroys, "destructive " + destroys + " for " + said);
        }
        if (hints.path("openWorldHint").isBoolean()) {
            boolean said = hints.path("openWorldHint").asBoolean();
            boolean open = facts.reach() == safeconduct.catalog.classify.Reach.OPEN;
            openWorld.count(name, open == said, !open, "open " + open + " for " + said);
        }
    }

    private static boolean destroys(ToolFacts facts) {
        return facts.effect() == Effect.DELETE || facts.effect() == Effect.EXECUTE;
    }

    void label(Labels.Label label, ToolFacts facts) {
        List<Score> scores = halves.computeIfAbsent(
                label.half(),
                half -> List.of(
                        new Score(half + ": effect"),
                        new Score(half + ": changes anything"),
                        new Score(half + ": reach"),
                        new Score(half + ": roles")));
        String name = label.tool();
        scores.get(0).count(name, facts.effect(), label.effect());
        boolean reads = facts.effect() == Effect.READ;
        boolean read = label.effect() == Effect.READ;
        scores.get(1).count(name, reads == read, reads, facts.effect() + " for " + label.effect());
        scores.get(2).count(name, facts.reach(), label.reach());
        Map<String, Role> said = new TreeMap<>();
        facts.roles().forEach((path, role) -> said.put(Labels.plain(path), role));
        label.roles().forEach((path, role) -> {
            Role found = said.getOrDefault(path, Role.OTHER);
            boolean guarded =
                    role == Role.DESTINATION || role == Role.CODE || role == Role.CREDENTIAL || role == Role.AMOUNT;
            boolean loose = guarded || (role == Role.SELECTOR && (found == Role.OTHER || found == Role.CONTENT));
            scores.get(3).count(name + " " + path, found == role, loose, found + " for " + role);
        });
    }

    List<Score> scores() {
        List<Score> scores = new ArrayList<>(List.of(readOnly, destructive, openWorld));
        halves.values().forEach(scores::addAll);
        return scores.stream().filter(score -> score.all() > 0).toList();
    }
}
