package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import safeconduct.kernel.Fault;

/**
 * The keys and values of one mapping. Every key that is asked for becomes known; {@link #end} tells of the others. What is
 * missing or malformed is told, and answered with a harmless value, so that reading goes on and finds the rest.
 */
final class Section {

    private final String file;
    private final MappingNode node;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String file, MappingNode node, Problems problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    /** Tells of every key that nobody asked for, with the one that was perhaps meant. */
    void end() {
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
                String meant = Nearest.to(key.getValue(), known)
                        .map(near -> ", did you mean `" + near + "`?")
                        .orElse(", expected one of " + known);
                problems.add(file, key, "unknown key `" + key.getValue() + "`" + meant);
            }
        }
    }

    /** Something about this section as a whole. */
    void problem(String message) {
        problems.add(file, node, message);
    }

    /** Something about the value of this key. */
    void problem(String key, String message) {
        problems.add(file, find(key).orElse(node), message);
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    /** The names of all keys, where they are names and not words of ours. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                names.add(key.getValue());
            }
        }
        return names;
    }

    String text(String key) {
        return optionalText(key).orElseGet(() -> missing(key, ""));
    }

    Optional<String> optionalText(String key) {
        return find(key).flatMap(value -> scalar(value, "a text"));
    }

    boolean bool(String key, boolean otherwise) {
        return optionalText(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> told(key, "`" + text + "`, expected `true` or `false`", otherwise);
                })
                .orElse(otherwise);
    }

    /** A whole number. */
    long number(String key, long otherwise) {
        return optionalText(key)
                .map(text -> parsed(key, Units::number, text, otherwise))
                .orElse(otherwise);
    }

    /** A size such as {@code 64KB}. */
    long size(String key, long otherwise) {
        return optionalText(key)
                .map(text -> parsed(key, Units::size, text, otherwise))
                .orElse(otherwise);
    }

    /** A time such as {@code 10m}. */
    Duration duration(String key, Duration otherwise) {
        return optionalText(key)
                .map(text -> parsed(key, Units::duration, text, otherwise))
                .orElse(otherwise);
    }

    /** A time that must be there. */
    Duration duration(String key) {
        return has(key) ? duration(key, Duration.ofMinutes(1)) : missing(key, Duration.ofMinutes(1));
    }

    /** A word of an enum, in lower case. */
    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        return optionalText(key).flatMap(text -> {
            for (E value : type.getEnumConstants()) {
                if (value.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                    return Optional.of(value);
                }
            }
            problem(
                    key,
                    "`" + text + "`, expected one of "
                            + List.of(type.getEnumConstants()).toString().toLowerCase(java.util.Locale.ROOT));
            return Optional.empty();
        });
    }

    /** Words of an enum under names; absent is empty. */
    <E extends Enum<E>> Map<String, E> words(String key, Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        section(key)
                .ifPresent(all ->
                        all.names().forEach(name -> all.word(name, type).ifPresent(word -> words.put(name, word))));
        return words;
    }

    /** What a name or an address becomes; a {@link Fault} of it is told at its place. */
    <T> Optional<T> value(String key, Function<String, T> reader) {
        return optionalText(key).flatMap(text -> read(find(key).orElse(node), text, reader));
    }

    /** A list of texts; absent is empty. */
    List<String> texts(String key) {
        return values(key, Function.identity());
    }

    /** A list of names or addresses; absent is empty. */
    <T> List<T> values(String key, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        for (Node item : items(key)) {
            scalar(item, "a text").flatMap(text -> read(item, text, reader)).ifPresent(values::add);
        }
        return values;
    }

    /** A list of sections; absent is empty. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Node item : items(key)) {
            section(item).ifPresent(sections::add);
        }
        return sections;
    }

    Optional<Section> section(String key) {
        return find(key).flatMap(this::section);
    }

    /** Sections under names; absent is empty. An empty value is an empty section. */
    Map<String, Section> named(String key) {
        Map<String, Section> named = new LinkedHashMap<>();
        section(key)
                .ifPresent(all ->
                        all.names().forEach(name -> all.section(name).ifPresent(section -> named.put(name, section))));
        return named;
    }

    /** Texts under names; absent is empty. */
    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        section(key)
                .ifPresent(all ->
                        all.names().forEach(name -> all.optionalText(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** The value as JSON, for settings that a plug-in checks itself; absent is an empty object. */
    ObjectNode json(String key) {
        return find(key).map(value -> YamlJson.object(value)).orElseGet(safeconduct.kernel.Json::object);
    }

    /** Any value as JSON. */
    Optional<JsonNode> anyJson(String key) {
        return find(key).map(YamlJson::of);
    }

    private <T> Optional<T> read(Node at, String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (Fault fault) {
            problems.add(file, at, fault.getMessage());
            return Optional.empty();
        }
    }

    private <T> T parsed(String key, Function<String, T> reader, String text, T otherwise) {
        return read(find(key).orElse(node), text, reader).orElse(otherwise);
    }

    private <T> T missing(String key, T otherwise) {
        if (!has(key)) {
            problem("`" + key + "` is missing");
        }
        return otherwise;
    }

    private <T> T told(String key, String message, T otherwise) {
        problem(key, message);
        return otherwise;
    }

    private Optional<Node> find(String key) {
        known.add(key);
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }

    private List<Node> items(String key) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "expected a list");
        return List.of();
    }

    private Optional<String> scalar(Node value, String expected) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.add(file, value, "expected " + expected);
        return Optional.empty();
    }

    private Optional<Section> section(Node value) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(file, mapping, problems));
        }
        if (value instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
            MappingNode empty = new MappingNode(
                    org.snakeyaml.engine.v2.nodes.Tag.MAP,
                    true,
                    List.of(),
                    org.snakeyaml.engine.v2.common.FlowStyle.FLOW,
                    value.getStartMark(),
                    value.getEndMark());
            return Optional.of(new Section(file, empty, problems));
        }
        problems.add(file, value, "expected keys and values");
        return Optional.empty();
    }
}
