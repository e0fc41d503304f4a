package safeconduct.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 into nodes with positions: one document, no anchors, no tags of its own, no key twice. */
final class YamlFile {

    static final int SIZE_MAX = 1024 * 1024;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(true) // Told below, with the place of each.
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(SIZE_MAX)
            .build();

    private YamlFile() {}

    /** The mapping that the file is, or empty when a problem was told. */
    static Optional<Section> read(String file, byte[] content, Problems problems) {
        if (content.length > SIZE_MAX) {
            problems.add(file, Optional.empty(), "file of " + content.length + " bytes, expected at most " + SIZE_MAX);
            return Optional.empty();
        }
        Optional<Node> root = compose(file, content, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        check(file, root.get(), problems, new HashSet<>());
        if (root.get() instanceof MappingNode mapping) {
            return Optional.of(new Section(file, mapping, problems));
        }
        problems.add(file, root.get(), "expected keys and values");
        return Optional.empty();
    }

    private static Optional<Node> compose(String file, byte[] content, Problems problems) {
        try {
            Optional<Node> root = new Compose(SETTINGS).composeString(new String(content, StandardCharsets.UTF_8));
            if (root.isEmpty()) {
                problems.add(file, Optional.empty(), "empty file, expected keys and values");
            }
            return root;
        } catch (MarkedYamlEngineException malformed) {
            problems.add(file, malformed.getProblemMark(), "not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            problems.add(
                    file,
                    Optional.empty(),
                    "not YAML: "
                            + String.valueOf(malformed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
        return Optional.empty();
    }

    private static void check(String file, Node node, Problems problems, Set<Node> seen) {
        if (node.getAnchor().isPresent() || !seen.add(node)) {
            problems.add(file, node, "anchors and aliases are not read here: write it out");
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                Set<String> keys = new HashSet<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    checkKey(file, tuple.getKeyNode(), keys, problems);
                    check(file, tuple.getValueNode(), problems, seen);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(item -> check(file, item, problems, seen));
            default -> {} // A scalar holds nothing else.
        }
    }

    private static void checkKey(String file, Node key, Set<String> keys, Problems problems) {
        if (!(key instanceof ScalarNode scalar)) {
            problems.add(file, key, "expected a plain key");
        } else if (!keys.add(scalar.getValue())) {
            problems.add(file, key, "key `" + scalar.getValue() + "` stands here twice");
        }
    }
}
