package safeconduct.cedar.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.Reading;
import safeconduct.cedar.json.ValueJson;

/** One case: texts, and requests with what is to be answered. */
record Case(String name, Texts texts, @Nullable Boolean shouldValidate, List<Expected> requests) {

    /** The three texts; the schema is empty when there is none. */
    record Texts(String policies, String entities, String schemaName, String schema) {}

    /** One request and its answer. */
    record Expected(Request request, boolean allowed, Set<String> reasons, Set<String> errors, boolean validates) {}

    /** The case in that file, or null when the file is no case. */
    static @Nullable Case of(Files files, String name) throws IOException {
        if (!name.endsWith(".json") || name.endsWith(".entities.json")) {
            return null;
        }
        Reading reading = new Reading(name, files.text(name));
        if (!(reading.root() instanceof Json.Obj root) || !root.fields().containsKey("requests")) {
            return null;
        }
        List<Expected> requests = new ArrayList<>();
        for (Json request : reading.array(reading.field(root, "requests"), "a list of requests")) {
            requests.add(expected(reading, request));
        }
        Json verdict = root.fields().get("shouldValidate");
        Boolean shouldValidate = verdict instanceof Json.Bool(boolean value, int at) ? value : null;
        return new Case(name, texts(files, name, reading, root), shouldValidate, requests);
    }

    private static Texts texts(Files files, String name, Reading reading, Json.Obj root) throws IOException {
        Json schema = root.fields().get("schema");
        String schemaName = schema instanceof Json.Text(String text, int at) ? text : "";
        return new Texts(
                files.text(name, reading.string(reading.field(root, "policies"), "a file")),
                files.text(name, reading.string(reading.field(root, "entities"), "a file")),
                schemaName,
                schemaName.isEmpty() ? "" : files.text(name, schemaName));
    }

    private static Expected expected(Reading reading, Json json) {
        Request request = new Request(
                ValueJson.entityUid(reading, reading.field(json, "principal")),
                ValueJson.entityUid(reading, reading.field(json, "action")),
                ValueJson.entityUid(reading, reading.field(json, "resource")),
                Value.record(ValueJson.attributes(reading, reading.field(json, "context"))));
        boolean allowed = reading.string(reading.field(json, "decision"), "`allow` or `deny`")
                .equalsIgnoreCase("allow");
        Json validates = reading.optional(json, "validateRequest");
        return new Expected(
                request,
                allowed,
                ids(reading, reading.field(json, "reason")),
                ids(reading, reading.field(json, "errors")),
                !(validates instanceof Json.Bool(boolean value, int at)) || value);
    }

    private static Set<String> ids(Reading reading, Json json) {
        return reading.array(json, "a list of ids").stream()
                .map(id -> reading.string(id, "an id"))
                .collect(Collectors.toSet());
    }
}
