package safeconduct.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects everything that is wrong, so that all of it can be told at once. */
final class Problems {

    static final int MAX = 200;

    private final List<Problem> all = new ArrayList<>();

    void add(String file, Node node, String message) {
        add(file, node.getStartMark(), message);
    }

    void add(String file, Optional<Mark> mark, String message) {
        if (all.size() < MAX) {
            all.add(new Problem(
                    file,
                    mark.map(m -> m.getLine() + 1).orElse(0),
                    mark.map(m -> m.getColumn() + 1).orElse(0),
                    message));
        }
    }

    void add(Problem problem) {
        if (all.size() < MAX) {
            all.add(problem);
        }
    }

    boolean none() {
        return all.isEmpty();
    }

    List<Problem> sorted() {
        return all.stream().sorted().distinct().toList();
    }
}
