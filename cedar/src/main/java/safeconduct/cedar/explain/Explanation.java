package safeconduct.cedar.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Entities;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.json.ValueJson;

/**
 * Why a decision came out as it did. The same policies, request and entities give the same bytes, always.
 *
 * @param answer the decision itself
 * @param considered every policy whose scopes fit the request, by id, and what became of it
 * @param nearMisses permits that failed on few tests, the nearest first
 * @param smallestChange the fewest changes of the request that would have allowed it, each tried; empty when it was
 *     allowed, or none was found
 * @param digest of all policies: {@code sha256:…}
 */
public record Explanation(
        Request request,
        Answer answer,
        List<Considered> considered,
        List<NearMiss> nearMisses,
        List<Change> smallestChange,
        String digest) {

    /** A policy whose scopes fit: {@code satisfied}, {@code not satisfied} or {@code error}. */
    public record Considered(String policy, String effect, String outcome, List<Failed> failed) {}

    /** A test that did not hold: its Cedar text, and the values that it saw. */
    public record Failed(String test, Map<String, String> saw) {}

    /** A permit that would have allowed it but for these tests. */
    public record NearMiss(String policy, List<Failed> failed) {}

    /** A part of the request that would have to be another: {@code context.rows}, from, to, as Cedar text. */
    public record Change(String part, String from, String to) {}

    /** Explains the decision about this request. */
    public static Explanation of(PolicySet policies, Request request, Entities entities) {
        return new Explainer(policies, request, entities).explain();
    }

    /** All of it as JSON. */
    public Json json() {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("decision", Json.of(answer.allowed() ? "allow" : "deny"));
        fields.put("determining", strings(answer.determining()));
        fields.put(
                "errors",
                Json.of(answer.errors().stream()
                        .map(error -> object("policy", Json.of(error.policyId()), "message", Json.of(error.message())))
                        .toList()));
        fields.put("request", requestJson());
        fields.put(
                "considered", Json.of(considered.stream().map(Explanation::json).toList()));
        fields.put(
                "nearMisses",
                Json.of(nearMisses.stream()
                        .map(miss -> object("policy", Json.of(miss.policy()), "failed", failed(miss.failed())))
                        .toList()));
        fields.put(
                "smallestChange",
                Json.of(smallestChange.stream().map(Explanation::json).toList()));
        fields.put("policies", Json.of(digest));
        return Json.of(fields);
    }

    private Json requestJson() {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("principal", ValueJson.write(request.principal()));
        fields.put("action", ValueJson.write(request.action()));
        fields.put("resource", ValueJson.write(request.resource()));
        fields.put("context", ValueJson.write(request.context()));
        return Json.of(fields);
    }

    private static Json json(Considered one) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("policy", Json.of(one.policy()));
        fields.put("effect", Json.of(one.effect()));
        fields.put("outcome", Json.of(one.outcome()));
        fields.put("failed", failed(one.failed()));
        return Json.of(fields);
    }

    private static Json json(Change change) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("part", Json.of(change.part()));
        fields.put("from", Json.of(change.from()));
        fields.put("to", Json.of(change.to()));
        return Json.of(fields);
    }

    private static Json failed(List<Failed> failed) {
        return Json.of(failed.stream()
                .map(test -> {
                    Map<String, Json> saw = new LinkedHashMap<>();
                    test.saw().forEach((part, value) -> saw.put(part, Json.of(value)));
                    return object("test", Json.of(test.test()), "saw", Json.of(saw));
                })
                .toList());
    }

    private static Json object(String first, Json firstValue, String second, Json secondValue) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put(first, firstValue);
        fields.put(second, secondValue);
        return Json.of(fields);
    }

    private static Json strings(List<String> texts) {
        return Json.of(texts.stream().map(Json::of).toList());
    }
}
