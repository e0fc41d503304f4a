package safeconduct.cedar.official;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entity;
import safeconduct.cedar.Request;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.ValueJson;

/**
 * The official engine, asked through the JSON door of cedar-java: its typed classes cannot say everything (odd texts, ids
 * by position), and print some values other than the engine reads them.
 */
public final class Official {
    private static final Method CALL = door();

    private Official() {}

    /** What it answered; null parts mean that it refused the texts, with the reason in {@code refusal}. */
    public record Verdict(boolean allowed, Set<String> determining, Set<String> erring, String refusal) {
        /** True when it could read everything. */
        public boolean read() {
            return refusal.isEmpty();
        }
    }

    private static Method door() {
        try {
            Method call = Class.forName("com.cedarpolicy.BasicAuthorizationEngine")
                    .getDeclaredMethod("callCedarJNI", String.class, String.class);
            call.setAccessible(true);
            return call;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cedar-java is not as expected", e);
        }
    }

    /** Asks it a raw question. */
    public static Json call(String operation, Json question) {
        try {
            return Json.parse("answer", (String) CALL.invoke(null, operation, question.text()));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("cedar-java failed", e);
        }
    }

    /** Asks for a decision; policies have their ids by position. */
    public static Verdict authorize(String policies, List<Entity> entities, Request request) {
        return authorize(Json.of("staticPolicies", Json.of(policies)), entities, request);
    }

    /** Asks for a decision by a set in its JSON form, with templates and links. */
    static Verdict authorize(Json policies, List<Entity> entities, Request request) {
        Map<String, Json> question = new LinkedHashMap<>();
        question.put("principal", ValueJson.write(request.principal()));
        question.put("action", ValueJson.write(request.action()));
        question.put("resource", ValueJson.write(request.resource()));
        question.put("context", ValueJson.write(request.context()));
        question.put("policies", policies);
        question.put("entities", EntitiesJson.write(entities));
        return verdict(call("AuthorizationOperation", Json.of(question)));
    }

    private static Verdict verdict(Json answer) {
        Json response = field(answer, "response");
        if (response == null) {
            return new Verdict(false, Set.of(), Set.of(), answer.text());
        }
        Json diagnostics = field(response, "diagnostics");
        Set<String> determining = elements(field(diagnostics, "reason")).stream()
                .map(Official::text)
                .collect(Collectors.toSet());
        Set<String> erring = elements(field(diagnostics, "errors")).stream()
                .map(error -> text(field(error, "policyId")))
                .collect(Collectors.toSet());
        return new Verdict(text(field(response, "decision")).equals("allow"), determining, erring, "");
    }

    /** What its validator says against these policies: empty when nothing; null when it could not read the texts. */
    public static @Nullable List<String> validate(String policies, String schema) {
        Map<String, Json> question = new LinkedHashMap<>();
        question.put("schema", Json.of(schema));
        question.put("policies", Json.of("staticPolicies", Json.of(policies)));
        Json answer = call("ValidateOperation", Json.of(question));
        Json errors = field(answer, "validationErrors");
        return errors == null ? null : elements(errors).stream().map(Json::text).toList();
    }

    static @Nullable Json field(@Nullable Json json, String name) {
        return json instanceof Json.Obj object ? object.fields().get(name) : null;
    }

    private static List<Json> elements(@Nullable Json json) {
        return json instanceof Json.Arr array ? array.elements() : List.of();
    }

    private static String text(@Nullable Json json) {
        return json instanceof Json.Text(String value, int at) ? value : "";
    }
}
