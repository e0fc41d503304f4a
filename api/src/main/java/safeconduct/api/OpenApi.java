package safeconduct.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.kernel.Json;

/** The OpenAPI 3.1 document of the API, made from {@link Endpoints} and the records of this package. */
public final class OpenApi {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    /** Prints the document. */
    public static void main(String[] arguments) {
        System.out.print(text());
    }

    /** The document, indented, always the same. */
    public static String text() {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing a tree", impossible);
        }
    }

    static ObjectNode document() {
        Schemas schemas = new Schemas();
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Safeconduct")
                .put("version", "1")
                .put("description", "Tasks, grants, rules and the ledger. A task is opened at /oauth/token.");
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : Endpoints.ALL) {
            ObjectNode path = paths.withObjectProperty(endpoint.path());
            path.set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint, schemas));
        }
        ObjectNode components = document.putObject("components");
        ObjectNode records = schemas.components();
        records.set("Problem", problem());
        components.set("schemas", records);
        components.set("securitySchemes", securitySchemes());
        return document;
    }

    private static ObjectNode operation(Endpoint endpoint, Schemas schemas) {
        ObjectNode operation = Json.object().put("operationId", endpoint.id()).put("summary", endpoint.summary());
        ArrayNode parameters = parameters(endpoint);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        endpoint.request().ifPresent(record -> {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            content(body, "application/json", schemas.of(record));
        });
        ObjectNode responses = operation.putObject("responses");
        ObjectNode good = responses.putObject("200").put("description", "Done.");
        content(good, contentType(endpoint), response(endpoint, schemas));
        ObjectNode bad = responses.putObject("default").put("description", "Not done; RFC 9457.");
        content(bad, "application/problem+json", Json.object().put("$ref", "#/components/schemas/Problem"));
        operation.set("security", security(endpoint));
        return operation;
    }

    private static ArrayNode parameters(Endpoint endpoint) {
        ArrayNode parameters = Json.array();
        Matcher places = PLACE.matcher(endpoint.path());
        while (places.find()) {
            parameter(parameters, places.group(1), "path", "string").put("required", true);
        }
        endpoint.query().forEach(name -> parameter(parameters, name, "query", queryType(name)));
        return parameters;
    }

    private static ObjectNode parameter(ArrayNode all, String name, String in, String type) {
        ObjectNode parameter = all.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    private static String queryType(String name) {
        return switch (name) {
            case "limit", "from" -> "integer";
            case "living", "open", "prove" -> "boolean";
            default -> "string";
        };
    }

    private static String contentType(Endpoint endpoint) {
        if (endpoint.equals(Endpoints.OPENAPI)) {
            return "application/json";
        }
        return endpoint.response() == String.class ? "text/plain" : "application/json";
    }

    private static ObjectNode response(Endpoint endpoint, Schemas schemas) {
        if (endpoint.equals(Endpoints.OPENAPI)) {
            return Json.object().put("type", "object");
        }
        return endpoint.paged() ? schemas.page(endpoint.response()) : schemas.of(endpoint.response());
    }

    private static void content(ObjectNode owner, String type, ObjectNode schema) {
        owner.putObject("content").putObject(type).set("schema", schema);
    }

    private static ArrayNode security(Endpoint endpoint) {
        ArrayNode security = Json.array();
        switch (endpoint.who()) {
            case ANYONE -> {}
            case ADMIN -> security.addObject().putArray("admin");
            case TASK -> security.addObject().putArray("task");
        }
        return security;
    }

    private static ObjectNode securitySchemes() {
        ObjectNode schemes = Json.object();
        schemes.putObject("admin")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The admin credential that `safeconduct init` prints once.");
        schemes.putObject("task")
                .put("type", "http")
                .put("scheme", "dpop")
                .put("description", "A task token, with a DPoP proof (RFC 9449).");
        return schemes;
    }

    private static ObjectNode problem() {
        ObjectNode problem = Json.object().put("type", "object");
        ObjectNode properties = problem.putObject("properties");
        for (String text : new String[] {"type", "title", "code", "detail"}) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        problem.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("code")
                .add("detail");
        return problem;
    }
}
