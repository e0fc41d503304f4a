package safeconduct.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.cedar.Value;

/**
 * JSON as Cedar values, exactly or not at all: whole numbers of 64 bits are Long, others decimal where four places hold
 * them. Null is as if the member were not there. The names on the way to what cannot be held are remembered.
 */
final class CedarValues {

    private final Set<String> unheld = new LinkedHashSet<>();

    /** Names of members whose value, or a part of it, could not be held. */
    Set<String> unheld() {
        return unheld;
    }

    Value.RecordValue record(JsonNode object) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> value(member.getKey(), member.getValue())
                        .ifPresent(value -> attributes.put(member.getKey(), value)));
        return Value.record(attributes);
    }

    static Value.SetValue strings(Collection<String> texts) {
        return Value.set(texts.stream().map(Value::of).toList());
    }

    private Optional<Value> value(String name, JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> Optional.of(record(json));
            case ARRAY -> array(name, json);
            case STRING -> Optional.of(Value.of(json.textValue()));
            case BOOLEAN -> Optional.of(Value.of(json.booleanValue()));
            case NUMBER -> number(name, json.decimalValue());
            case NULL, MISSING, BINARY, POJO -> Optional.empty();
        };
    }

    /** A set without one of its elements would be another set, so it is left out as a whole. */
    private Optional<Value> array(String name, JsonNode array) {
        List<Value> elements = new ArrayList<>();
        for (JsonNode element : array) {
            Optional<Value> value = value(name, element);
            if (value.isEmpty()) {
                unheld.add(name);
                return Optional.empty();
            }
            elements.add(value.get());
        }
        return Optional.of(Value.set(elements));
    }

    private Optional<Value> number(String name, BigDecimal number) {
        Optional<Value> exact = Value.exact(number);
        if (exact.isEmpty()) {
            unheld.add(name);
        }
        return exact;
    }
}
