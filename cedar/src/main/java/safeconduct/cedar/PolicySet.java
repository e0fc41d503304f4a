package safeconduct.cedar;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.eval.Frame;
import safeconduct.cedar.eval.Index;
import safeconduct.cedar.eval.Tally;

/** Policies and templates by id, indexed for decisions. Immutable, so any number of threads may ask it. */
public final class PolicySet {
    private static final PolicySet EMPTY = new PolicySet(Map.of(), Index.of(List.of()));

    private final Map<String, Policy> policies;
    private final Index index;

    private PolicySet(Map<String, Policy> policies, Index index) {
        this.policies = policies;
        this.index = index;
    }

    /** No policies: denies everything. */
    public static PolicySet empty() {
        return EMPTY;
    }

    /**
     * Reads a text; ids by position.
     *
     * @throws CedarSyntaxException with everything that is wrong
     */
    public static PolicySet parse(String fileName, String text) {
        return parse(fileName, text, PolicyIds.BY_POSITION);
    }

    /**
     * Reads a text.
     *
     * @throws CedarSyntaxException with everything that is wrong
     */
    public static PolicySet parse(String fileName, String text, PolicyIds ids) {
        return of(PolicyTexts.many(fileName, text, ids));
    }

    /**
     * Of these policies and templates.
     *
     * @throws IllegalArgumentException when two have one id
     */
    public static PolicySet of(Collection<Policy> policies) {
        Map<String, Policy> byId = new LinkedHashMap<>();
        policies.forEach(policy -> put(byId, policy));
        return new PolicySet(byId, index(byId));
    }

    private static Index index(Map<String, Policy> policies) {
        return Index.of(policies.values().stream()
                .map(Policy::rule)
                .filter(Objects::nonNull)
                .toList());
    }

    private static void put(Map<String, Policy> policies, Policy policy) {
        if (policies.putIfAbsent(policy.id(), policy) != null) {
            throw new IllegalArgumentException("two policies have the id `" + policy.id() + "`");
        }
    }

    /** All policies and templates, in the order they were added. */
    public Collection<Policy> policies() {
        return Collections.unmodifiableCollection(policies.values());
    }

    /** The policy or template of that id, or null. */
    public @Nullable Policy find(String id) {
        return policies.get(id);
    }

    /**
     * With these as well. Costs a copy of two tables, no compilation of what is here already.
     *
     * @throws IllegalArgumentException when an id is taken
     */
    public PolicySet with(Policy... more) {
        return with(List.of(more));
    }

    private PolicySet with(Collection<Policy> more) {
        Map<String, Policy> all = new LinkedHashMap<>(policies);
        more.forEach(policy -> put(all, policy));
        if (more.size() > policies.size()) {
            return new PolicySet(all, index(all));
        }
        Index longer = index;
        for (Policy policy : more) {
            longer = policy.rule() == null ? longer : longer.with(policy.rule());
        }
        return new PolicySet(all, longer);
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException when an id is in both
     */
    public PolicySet plus(PolicySet other) {
        return policies.size() < other.policies.size() ? other.with(policies.values()) : with(other.policies.values());
    }

    /** Without the policy or template of that id; this when there is none. */
    public PolicySet without(String id) {
        Policy gone = policies.get(id);
        if (gone == null) {
            return this;
        }
        Map<String, Policy> rest = new LinkedHashMap<>(policies);
        rest.remove(id);
        return new PolicySet(rest, gone.rule() == null ? index : index.without(gone.rule()));
    }

    /**
     * With a policy made of one of its templates.
     *
     * @throws IllegalArgumentException when there is no such template, its slots are other ones, or the id is taken
     */
    public PolicySet link(String templateId, String newId, Map<Var, EntityUid> values) {
        Policy template = policies.get(templateId);
        if (template == null || !template.isTemplate()) {
            throw new IllegalArgumentException("there is no template `" + templateId + "`");
        }
        return with(template.link(newId, values));
    }

    /** The decision. The same question has the same answer. */
    public Answer authorize(Request request, Entities entities) {
        return Tally.answer(index, new Frame(request, entities));
    }

    /** All policies in their canonical text, in the order they were added. */
    public String text() {
        return String.join("\n", policies.values().stream().map(Policy::text).toList());
    }

    /** Of all policies and their ids, whatever order they were added in: {@code sha256:} and hexadecimal digits. */
    public String digest() {
        return Digest.of(policies.values());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PolicySet other && policies.equals(other.policies);
    }

    @Override
    public int hashCode() {
        return policies.hashCode();
    }

    @Override
    public String toString() {
        return policies.size() + " policies";
    }
}
