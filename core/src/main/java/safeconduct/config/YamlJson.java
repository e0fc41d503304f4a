package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import safeconduct.kernel.Json;

/** YAML nodes as JSON. */
final class YamlJson {

    private YamlJson() {}

    static ObjectNode object(Node node) {
        return of(node) instanceof ObjectNode object ? object : Json.object();
    }

    static JsonNode of(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = Json.object();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key) {
                        object.set(key.getValue(), of(tuple.getValueNode()));
                    }
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = Json.array();
                sequence.getValue().forEach(item -> array.add(of(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
            try {
                return make.numberNode(new BigDecimal(text));
            } catch (NumberFormatException special) {
                return make.textNode(text); // Such as 0x10 or .inf: no number of JSON.
            }
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return make.booleanNode(text.equals("true"));
        }
        return scalar.getTag().equals(Tag.NULL) ? make.nullNode() : make.textNode(text);
    }
}
