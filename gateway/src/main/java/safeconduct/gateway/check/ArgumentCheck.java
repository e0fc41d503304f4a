package safeconduct.gateway.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds arguments against the schema of a tool, which is a stranger's: it reaches nothing outside itself and costs what is
 * allowed. A schema that cannot be used lets nothing through. Thread-safe.
 */
final class ArgumentCheck {

    private static final int COMPLAINTS_MAX = 3;
    private static final int COMPLAINT_LENGTH_MAX = 200;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(ArgumentCheck::bounded)
                            .build())
                    .schemaCacheEnabled(false));

    private final ObjectNode text;
    private volatile @Nullable Schema schema;

    /** The schema is looked at when it is first needed. */
    ArgumentCheck(ObjectNode schema) {
        this.text = schema;
    }

    private static com.networknt.schema.regex.RegularExpression bounded(String expression) {
        Pattern pattern = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        return value -> BoundedText.found(pattern, value);
    }

    /** What is wrong with these arguments, if anything is. */
    Optional<String> problem(ObjectNode input) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> number = Magnitude.excess(input);
        if (number.isPresent()) {
            return number;
        }
        try {
            List<Error> errors = compiled().validate(EXACT.readTree(Json.text(input)));
            return errors.isEmpty() ? Optional.empty() : Optional.of(told(errors));
        } catch (Fault fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        } catch (SchemaException | PatternSyntaxException | StackOverflowError unusable) {
            return Optional.of("the schema of the tool cannot be used");
        }
    }

    private Schema compiled() {
        Schema known = schema;
        if (known == null) {
            SchemaBounds.excess(text).ifPresent(why -> {
                throw new Fault(Fault.Code.INVALID, "the schema of the tool cannot be used: " + why);
            });
            known = REGISTRY.getSchema(EXACT.readTree(Json.text(text)));
            schema = known;
        }
        return known;
    }

    private static String told(List<Error> errors) {
        return errors.stream()
                .limit(COMPLAINTS_MAX)
                .map(ArgumentCheck::told)
                .collect(Collectors.joining("; ", "not what the schema of the tool expects: ", ""));
    }

    private static String told(Error error) {
        String place = error.getInstanceLocation() == null
                ? ""
                : error.getInstanceLocation().toString();
        String whole = "`" + (place.isEmpty() ? "/" : place) + "` " + error.getMessage();
        return whole.length() > COMPLAINT_LENGTH_MAX ? whole.substring(0, COMPLAINT_LENGTH_MAX) + "…" : whole;
    }
}
