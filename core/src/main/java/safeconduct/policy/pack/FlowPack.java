package safeconduct.policy.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.flow.FlowFacts;

/**
 * A set of rules about data flow, in Cedar. A pack takes away and never gives: it is asked after the purpose's policy has
 * permitted. Its one permit lets pass; each forbid stops; one that carries {@code @ask} leaves it to a person. A rule that errs
 * stops.
 */
public final class FlowPack {

    /** The packs that are shipped, from the strictest. */
    public static final List<String> SHIPPED = List.of("strict", "balanced", "permissive");

    private static final Map<String, FlowPack> PACKS = new TreeMap<>();

    static {
        SHIPPED.forEach(name -> PACKS.put(name, new FlowPack(name, text(name))));
    }

    private final String name;
    private final PolicySet rules;

    FlowPack(String name, String text) {
        this.name = name;
        this.rules = PolicySet.parse(name + ".cedar", text, PolicyIds.FROM_ANNOTATION);
    }

    /** One of the shipped packs. */
    public static Optional<FlowPack> shipped(String name) {
        return Optional.ofNullable(PACKS.get(name));
    }

    public String name() {
        return name;
    }

    /** The rules, for reading. */
    public PolicySet rules() {
        return rules;
    }

    /** What the rules say. Pure. */
    public FlowVerdict decide(FlowFacts facts, String task, String tool) {
        Request request = new Request(
                new EntityUid("Task", task),
                new EntityUid("Action", "tools/call"),
                new EntityUid("Tool", tool),
                Value.record(FlowContext.of(facts)));
        Answer answer = rules.authorize(request, Entities.none());
        if (!answer.errors().isEmpty()) {
            List<String> failed = answer.errors().stream()
                    .map(error -> error.policyId())
                    .sorted()
                    .toList();
            return new FlowVerdict.Forbids(failed, List.of("a rule could not be evaluated"));
        }
        if (answer.allowed()) {
            return new FlowVerdict.Passes();
        }
        return stopped(answer.determining().stream().sorted().toList());
    }

    private FlowVerdict stopped(List<String> ids) {
        List<String> forbidding =
                ids.stream().filter(id -> annotation(id, "ask").isEmpty()).toList();
        return forbidding.isEmpty() && !ids.isEmpty()
                ? new FlowVerdict.Asks(ids, texts(ids, "ask"))
                : new FlowVerdict.Forbids(forbidding, texts(forbidding, "reason"));
    }

    private List<String> texts(List<String> ids, String annotation) {
        return ids.stream().map(id -> annotation(id, annotation).orElse(id)).toList();
    }

    /** The text of a rule's annotation. */
    public Optional<String> annotation(String rule, String annotation) {
        @Nullable Policy policy = rules.find(rule);
        return policy == null
                ? Optional.empty()
                : Optional.ofNullable(policy.annotations().get(annotation));
    }

    private static String text(String name) {
        try (InputStream in = FlowPack.class.getResourceAsStream(name + ".cedar")) {
            if (in == null) {
                throw new IllegalStateException("the pack `" + name + "` is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("the pack `" + name + "` cannot be read", broken);
        }
    }
}
