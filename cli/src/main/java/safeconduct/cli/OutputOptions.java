package safeconduct.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import picocli.CommandLine.Option;
import safeconduct.api.Page;
import safeconduct.api.Wire;
import safeconduct.kernel.Json;

/** How a command answers. */
public final class OutputOptions {

    /** Which form. */
    public enum Format {
        TABLE,
        JSON,
        YAML
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, json or yaml (default: ${DEFAULT-VALUE})")
    Format format = Format.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            description = "print ids only, or nothing")
    boolean quiet;

    /** Whether a person reads it: then a command may say more than one thing. */
    boolean forPeople() {
        return format == Format.TABLE && !quiet;
    }

    /** Shows one record. */
    public void show(PrintStream out, Object record, Columns columns) {
        JsonNode tree = record instanceof JsonNode node ? node : Wire.tree(record);
        if (quiet) {
            return;
        }
        switch (format) {
            case TABLE -> out.print(columns.fields(tree));
            case JSON -> out.println(tree.toPrettyString());
            case YAML -> out.print(Yaml.text(tree));
        }
    }

    /** Shows a list. */
    public void list(PrintStream out, Page<?> page, Columns columns) {
        ArrayNode items = Json.array();
        page.items().forEach(item -> items.add(Wire.tree(item)));
        if (quiet) {
            items.forEach(item -> out.println(columns.first(item)));
            return;
        }
        switch (format) {
            case TABLE -> table(out, items, page, columns);
            case JSON -> out.println(withNext(items, page).toPrettyString());
            case YAML -> out.print(Yaml.text(withNext(items, page)));
        }
    }

    private static void table(PrintStream out, ArrayNode items, Page<?> page, Columns columns) {
        out.print(columns.table(items));
        page.next().ifPresent(next -> out.println("more: --cursor " + next));
    }

    private static ObjectNode withNext(ArrayNode items, Page<?> page) {
        ObjectNode whole = Json.object();
        whole.set("items", items);
        page.next().ifPresent(next -> whole.put("next", next));
        return whole;
    }
}
