package safeconduct.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The single values of a call's arguments, with the paths by which roles are known. */
final class Leaves {

    private static final int LEAVES_MAX = 10_000;

    private final List<Leaf> found = new ArrayList<>();
    private boolean overflowed;

    /** @param path {@code a}, {@code a.b}, {@code a[]}, {@code a[].b} */
    record Leaf(String path, JsonNode value) {}

    static Leaves of(JsonNode arguments) {
        Leaves leaves = new Leaves();
        leaves.walk("", arguments);
        return leaves;
    }

    List<Leaf> found() {
        return found;
    }

    /** There are more than can be looked at: such a call is nobody's. */
    boolean overflowed() {
        return overflowed;
    }

    private void walk(String path, JsonNode node) {
        if (found.size() >= LEAVES_MAX) {
            overflowed = true;
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member ->
                            walk(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue()));
        } else if (node.isArray()) {
            node.forEach(element -> walk(path + "[]", element));
        } else {
            found.add(new Leaf(path, node));
        }
    }
}
