package safeconduct.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/** Writes an envelope as JSON, always in the same order, and reads it back. */
public final class EnvelopeJson {

    private EnvelopeJson() {}

    /** Reads what {@link Envelope#json} wrote. */
    public static Envelope read(ObjectNode json) {
        Map<TargetName, Purpose.Access> targets = new HashMap<>();
        json.get("targets")
                .properties()
                .forEach(e -> targets.put(new TargetName(e.getKey()), readAccess(e.getValue())));
        return new Envelope(
                json.get("purpose").textValue(),
                (ObjectNode) json.get("parameters"),
                Voucher.valueOf(json.get("voucher").textValue().toUpperCase(Locale.ROOT)),
                targets,
                json.get("environment").textValue(),
                strings(json.get("data_classes")),
                readBudgets(json.get("budgets")),
                Instant.parse(json.get("deadline").textValue()),
                Duration.parse(json.get("idle").textValue()),
                new Digest(json.get("bundle").textValue()));
    }

    static ObjectNode budgets(Budgets budgets) {
        ObjectNode json = Json.object();
        limit(json, "calls", budgets.calls());
        limit(json, "rows", budgets.rows());
        limit(json, "bytes", budgets.bytes());
        return json.put("wall", budgets.wall().toString());
    }

    private static void limit(ObjectNode json, String name, long value) {
        if (value != Budgets.UNLIMITED) {
            json.put(name, value);
        }
    }

    private static Budgets readBudgets(JsonNode json) {
        return new Budgets(
                json.path("calls").asLong(Budgets.UNLIMITED),
                json.path("rows").asLong(Budgets.UNLIMITED),
                json.path("bytes").asLong(Budgets.UNLIMITED),
                Duration.parse(json.get("wall").textValue()));
    }

    static ObjectNode access(Purpose.Access access) {
        ObjectNode json = Json.object();
        json.set("tools", sorted(access.tools()));
        access.database().ifPresent(scope -> json.set("database", database(scope)));
        return json;
    }

    private static Purpose.Access readAccess(JsonNode json) {
        Optional<DatabaseScope> scope =
                json.has("database") ? Optional.of(readDatabase(json.get("database"))) : Optional.empty();
        return new Purpose.Access(strings(json.get("tools")), scope);
    }

    private static ObjectNode database(DatabaseScope scope) {
        ObjectNode json = Json.object();
        ArrayNode tables = json.putArray("tables");
        scope.tables().forEach(table -> tables.add(table(table)));
        json.set("exceptions", sorted(scope.exceptions()));
        return json;
    }

    private static DatabaseScope readDatabase(JsonNode json) {
        List<DatabaseScope.Table> tables = new ArrayList<>();
        json.get("tables").forEach(table -> tables.add(readTable(table)));
        return new DatabaseScope(tables, strings(json.get("exceptions")));
    }

    private static ObjectNode table(DatabaseScope.Table table) {
        ObjectNode json = Json.object().put("name", table.name());
        json.set("rights", sorted(table.rights().stream().map(Enum::name).toList()));
        json.set("columns", sorted(table.columns()));
        table.rows().ifPresent(rows -> {
            ObjectNode filter =
                    json.putObject("rows").put("column", rows.column()).put("parameter", rows.parameter());
            rows.value().ifPresent(value -> filter.set("value", value));
        });
        return json;
    }

    private static DatabaseScope.Table readTable(JsonNode json) {
        Set<DatabaseScope.Right> rights = EnumSet.noneOf(DatabaseScope.Right.class);
        strings(json.get("rights")).forEach(right -> rights.add(DatabaseScope.Right.valueOf(right)));
        List<String> columns = new ArrayList<>();
        json.get("columns").forEach(column -> columns.add(column.textValue()));
        Optional<DatabaseScope.RowFilter> rows = Optional.ofNullable(json.get("rows"))
                .map(filter -> new DatabaseScope.RowFilter(
                        filter.get("column").textValue(),
                        filter.get("parameter").textValue(),
                        Optional.ofNullable(filter.get("value"))));
        return new DatabaseScope.Table(json.get("name").textValue(), rights, columns, rows);
    }

    static ArrayNode sorted(Collection<String> values) {
        ArrayNode array = Json.array();
        values.stream().sorted().forEach(array::add);
        return array;
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> values = new HashSet<>();
        array.forEach(value -> values.add(value.textValue()));
        return values;
    }
}
