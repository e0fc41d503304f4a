package safeconduct.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safeconduct.caller.Actor;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.cedar.Answer;
import safeconduct.cedar.DatetimeValue;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicyError;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.explain.Explanation;
import safeconduct.cedar.partial.PartialAnswer;
import safeconduct.cedar.partial.PartialRequest;

/**
 * Decides by Cedar policies. Stricter than Cedar in two places, both closed: a forbid that errs denies (Cedar would skip
 * it), and a number that Cedar cannot hold denies when a policy speaks of a member of that name.
 *
 * <p>A determining policy with {@code @ask("question")} turns a permit into a question to a person; one with
 * {@code @obligation("…")} names what the door must do besides.
 */
public final class CedarEngine implements PolicyEngine {

    private static final Pattern WORD_BREAK = Pattern.compile("[^A-Za-z0-9_]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    private final PolicySet policies;
    private final Set<String> words;

    public CedarEngine(PolicySet policies) {
        this.policies = policies;
        this.words = Arrays.stream(WORD_BREAK.split(policies.text())).collect(Collectors.toUnmodifiableSet());
    }

    public PolicySet policies() {
        return policies;
    }

    @Override
    public Verdict judge(Question question) {
        CedarValues values = new CedarValues();
        Request request = request(question, values);
        Optional<String> unheld =
                values.unheld().stream().filter(this::spokenOf).findFirst();
        if (unheld.isPresent()) {
            return new Verdict.Silent(List.of("`" + unheld.get() + "` holds a number that policy cannot hold exactly"));
        }
        return verdict(policies.authorize(request, entities(question)));
    }

    @Override
    public boolean conceivable(Question question) {
        PartialRequest asked = withoutArguments(question).withUnknown("usage").withUnknown("now");
        return !(PartialAnswer.of(policies, asked, entities(question)) instanceof PartialAnswer.Denied);
    }

    @Override
    public Remaining remaining(Question question) {
        return switch (PartialAnswer.of(policies, withoutArguments(question), entities(question))) {
            case PartialAnswer.Allowed(var determining) -> {
                List<String> questions = annotations(determining, "ask");
                yield questions.isEmpty()
                        ? new Remaining(Remaining.Kind.ALLOWED, "")
                        : new Remaining(Remaining.Kind.ASKS, String.join(" ", questions));
            }
            case PartialAnswer.Denied denied -> new Remaining(Remaining.Kind.DENIED, "");
            case PartialAnswer.Depends depends -> new Remaining(Remaining.Kind.DEPENDS, depends.text());
        };
    }

    private static PartialRequest withoutArguments(Question question) {
        PartialRequest request = PartialRequest.of(request(question, new CedarValues()))
                .withUnknown("input")
                .withUnknown("sql");
        return resource(question).type().equals("Tool")
                ? request
                : request.withUnknownResource(resource(question).type()).withUnknown("tool");
    }

    /** Why the policies say what they say: which were considered, which nearly permitted, and what would have helped. */
    public Explanation explain(Question question) {
        return Explanation.of(policies, request(question, new CedarValues()), entities(question));
    }

    /** A name that is no plain word may be spelt in many ways in a policy: then it counts as spoken of. */
    private boolean spokenOf(String name) {
        return words.contains(name) || !WORD.matcher(name).matches();
    }

    private Verdict verdict(Answer answer) {
        List<String> failed =
                answer.errors().stream().map(PolicyError::policyId).sorted().toList();
        if (failed.stream().anyMatch(id -> has(id, Effect.FORBID))) {
            return new Verdict.Silent(failed);
        }
        List<String> determining = answer.determining().stream().sorted().toList();
        if (!answer.allowed()) {
            return determining.isEmpty() ? new Verdict.Silent(failed) : new Verdict.Forbids(determining);
        }
        List<String> questions = annotations(determining, "ask");
        List<String> obligations = annotations(determining, "obligation");
        return questions.isEmpty()
                ? new Verdict.Permits(determining, obligations)
                : new Verdict.Asks(determining, String.join(" ", questions), obligations);
    }

    private boolean has(String id, Effect effect) {
        @Nullable Policy policy = policies.find(id);
        return policy == null || policy.effect() == effect; // A policy that nobody knows counts as the worse one.
    }

    private List<String> annotations(List<String> ids, String name) {
        List<String> found = new ArrayList<>();
        for (String id : ids) {
            @Nullable Policy policy = policies.find(id);
            String text = policy == null ? null : policy.annotations().get(name);
            if (text != null) {
                found.add(text);
            }
        }
        return found;
    }

    private static Request request(Question question, CedarValues values) {
        return new Request(
                principal(question),
                new EntityUid("Action", question.method()),
                resource(question),
                Value.record(context(question, values)));
    }

    private static EntityUid principal(Question question) {
        return new EntityUid("Task", question.caller().task().value());
    }

    private static EntityUid resource(Question question) {
        String type =
                switch (question.method()) {
                    case "resources/read" -> "Resource";
                    case "prompts/get" -> "Prompt";
                    default -> "Tool";
                };
        return new EntityUid(type, question.target().name() + "/" + question.name());
    }

    private static Map<String, Value> context(Question question, CedarValues values) {
        Map<String, Value> context = new LinkedHashMap<>();
        context.put("input", values.record(question.input()));
        context.put("parameters", values.record(question.envelope().parameters()));
        context.put("purpose", Value.of(question.envelope().purpose()));
        context.put("environment", Value.of(question.target().environment()));
        context.put("voucher", Value.of(word(question.envelope().voucher())));
        context.put("effect", Value.of(word(question.tool().effect())));
        context.put("method", Value.of(question.method()));
        context.put("target", Value.of(question.target().name().value()));
        context.put("tool", Value.of(question.name()));
        context.put("usage", usage(question.usage()));
        context.put("now", DatetimeValue.of(question.now()));
        question.sql().ifPresent(sql -> context.put("sql", sql(sql)));
        question.caller().onBehalfOf().ifPresent(user -> context.put("user", user(user)));
        return context;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Value usage(Usage usage) {
        return Value.record(Map.of(
                "calls", Value.of(usage.calls()), "rows", Value.of(usage.rows()), "bytes", Value.of(usage.bytes())));
    }

    private static Value sql(SqlReading.Statement sql) {
        return Value.record(Map.of(
                "verb", Value.of(sql.verb()),
                "tables", CedarValues.strings(sql.tables()),
                "columns", CedarValues.strings(sql.columns()),
                "functions", CedarValues.strings(sql.functions()),
                "readOnly", Value.of(sql.readOnly())));
    }

    private static Value user(Actor.Human user) {
        return Value.record(Map.of(
                "subject", Value.of(user.subject()),
                "issuer", Value.of(user.issuer()),
                "groups", CedarValues.strings(user.groups())));
    }

    private static Entities entities(Question question) {
        EntityUid purpose = new EntityUid("Purpose", question.envelope().purpose());
        EntityUid agent =
                new EntityUid("Agent", question.caller().agent().name().value());
        EntityUid target = new EntityUid("Target", question.target().name().value());
        EntityUid environment = new EntityUid("Environment", question.target().environment());
        Entity resource = new Entity(
                resource(question),
                Set.of(target, environment),
                Map.of(
                        "effect", Value.of(word(question.tool().effect())),
                        "environment", Value.of(question.target().environment()),
                        "dataClasses", CedarValues.strings(question.tool().dataClasses())),
                Map.of());
        Entity principal = Entity.of(principal(question), purpose, agent);
        return new Pair(principal, resource);
    }

    /** The task and what it calls. What they are in is in nothing else. */
    private record Pair(Entity principal, Entity resource) implements Entities {
        @Override
        public @Nullable Entity find(EntityUid uid) {
            return uid.equals(principal.uid()) ? principal : uid.equals(resource.uid()) ? resource : null;
        }

        @Override
        public Set<EntityUid> ancestors(EntityUid uid) {
            Entity entity = find(uid);
            return entity == null ? Set.of() : entity.parents();
        }
    }
}
