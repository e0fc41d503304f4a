package safeconduct.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.AgentName;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * The authorization detail (RFC 9396) that asks for a task.
 *
 * <pre>{"type":"safeconduct_task","purpose":"answer-ticket","parameters":{"customer":7},"agent":"support-bot","ttl":"PT5M"}</pre>
 *
 * @param agent as which agent, where the workload may be several
 * @param ttl a shorter life than the purpose gives
 */
record TaskDetail(String purpose, ObjectNode parameters, Optional<AgentName> agent, Optional<Duration> ttl) {

    static final String TYPE = "safeconduct_task";
    private static final Set<String> MEMBERS = Set.of("type", "purpose", "parameters", "agent", "ttl");

    /** @throws OAuthError invalid_authorization_details, naming the member */
    static TaskDetail parse(String text) {
        try {
            JsonNode details = Json.parse(text);
            if (!details.isArray() || details.size() != 1 || !(details.get(0) instanceof ObjectNode detail)) {
                throw invalid("expected an array of exactly one object");
            }
            return read(detail);
        } catch (Fault malformed) {
            throw invalid(malformed.getMessage());
        }
    }

    private static TaskDetail read(ObjectNode detail) {
        detail.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw invalid("unknown member `" + name + "`, expected one of "
                        + MEMBERS.stream().sorted().toList());
            }
        });
        if (!detail.path("type").asText().equals(TYPE)) {
            throw invalid("expected the type `" + TYPE + "`");
        }
        JsonNode parameters = detail.has("parameters") ? detail.get("parameters") : Json.object();
        if (!(parameters instanceof ObjectNode values)) {
            throw invalid("`parameters`, expected an object");
        }
        String purpose = text(detail, "purpose").orElseThrow(() -> invalid("`purpose` is missing"));
        return new TaskDetail(
                purpose,
                values,
                text(detail, "agent").map(AgentName::new),
                text(detail, "ttl").map(TaskDetail::duration));
    }

    private static Optional<String> text(ObjectNode detail, String name) {
        JsonNode value = detail.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > 256) {
            throw invalid("`" + name + "`, expected a text of up to 256 characters");
        }
        return Optional.of(value.textValue());
    }

    private static Duration duration(String text) {
        try {
            Duration ttl = Duration.parse(text);
            if (ttl.isPositive()) {
                return ttl;
            }
        } catch (DateTimeParseException malformed) {
            throw invalid("`ttl`, expected a duration such as `PT5M`");
        }
        throw invalid("`ttl`, expected more than nothing");
    }

    private static OAuthError invalid(String message) {
        return OAuthError.of("invalid_authorization_details", message);
    }
}
