package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import safeconduct.catalog.Effect;
import safeconduct.kernel.Json;

/** The rows of {@code tools.txt}: tools with what must be said of them. */
@NullMarked
record ToolRows(
        ToolDescription tool,
        Effect effect,
        Optional<Reach> reach,
        Map<String, Role> roles,
        Optional<Authors> authors) {

    static Stream<ToolRows> all() {
        try (InputStream in = ToolRows.class.getResourceAsStream("tools.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            return lines.stream().map(ToolRows::row);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ToolRows row(String line) {
        String[] cells = (line + " | | |").split("\\|", -1);
        String[] wanted = cells[3].strip().split(" ", -1);
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String role : cells[4].strip().split(" ", -1)) {
            if (!role.isEmpty()) {
                String[] sides = role.split("=", -1);
                roles.put(sides[0], word(Role.class, sides[1]));
            }
        }
        String authors = cells[5].strip();
        return new ToolRows(
                tool(cells[0].strip(), cells[1].strip(), cells[2].strip()),
                word(Effect.class, wanted[0]),
                wanted.length > 1 ? Optional.of(word(Reach.class, wanted[1])) : Optional.empty(),
                roles,
                authors.isEmpty() ? Optional.empty() : Optional.of(word(Authors.class, authors)));
    }

    static ToolDescription tool(String name, String description, String parameters) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String given : parameters.split(" ", -1)) {
            String parameter = given.replace("!", "");
            if (given.endsWith("!")) {
                schema.withArray("required").add(parameter.replaceAll("[#?]$|\\[]$", ""));
            }
            if (parameter.endsWith("[]")) {
                ObjectNode array = properties.putObject(parameter.substring(0, parameter.length() - 2));
                array.put("type", "array").putObject("items").put("type", "string");
            } else if (!parameter.isEmpty()) {
                String plain = parameter.replaceAll("[#?]$", "");
                String type = parameter.endsWith("#") ? "number" : parameter.endsWith("?") ? "boolean" : "string";
                properties.putObject(plain).put("type", type);
            }
        }
        return new ToolDescription(name, "", description, schema, Optional.empty(), Json.object());
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return tool.name();
    }
}
