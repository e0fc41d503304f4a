package safeconduct.cedar;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Spans;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.eval.Rule;
import safeconduct.cedar.syntax.Printer;

/** A policy or template with its id, compiled. Immutable. */
public final class Policy {
    private final String id;
    private final PolicyTree tree;
    private final Source source;
    private final @Nullable Rule rule;
    private final @Nullable String template;

    /** Where a policy was read; the text is empty for one that was built. */
    public record Source(String file, String text, Spans spans) {
        static final Source BUILT = new Source("", "", new Spans());
    }

    Policy(String id, PolicyTree tree, Source source, @Nullable String template) {
        this.id = id;
        this.tree = tree;
        this.source = source;
        this.template = template;
        this.rule = tree.slots().isEmpty() ? Rule.of(id, tree) : null;
    }

    /** A policy or template built from a tree. */
    public static Policy of(String id, PolicyTree tree) {
        return new Policy(id, tree, Source.BUILT, null);
    }

    /**
     * Reads one policy or template.
     *
     * @throws CedarSyntaxException with everything that is wrong, or when the text has none or several
     */
    public static Policy parse(String id, String text) {
        return PolicyTexts.one(id, text);
    }

    /** The name by which answers speak of it. */
    public String id() {
        return id;
    }

    /** Its annotations, in the order written. */
    public Map<String, String> annotations() {
        return tree.annotations();
    }

    /** What it does. */
    public Effect effect() {
        return tree.effect();
    }

    /** Its tree. */
    public PolicyTree tree() {
        return tree;
    }

    /** Where it was read. */
    public Source source() {
        return source;
    }

    /** Its one canonical text. */
    public String text() {
        return Printer.print(tree);
    }

    /** True when it has slots: then it decides nothing until it is linked. */
    public boolean isTemplate() {
        return rule == null;
    }

    /** The id of the template that it was linked from, or null. */
    public @Nullable String template() {
        return template;
    }

    /** The same under another id. */
    public Policy withId(String newId) {
        return new Policy(newId, tree, source, template);
    }

    /**
     * A policy of this template, with its slots filled.
     *
     * @throws IllegalArgumentException when a slot stays empty, or a value has none
     */
    public Policy link(String newId, Map<Var, EntityUid> values) {
        if (!tree.slots().equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "template `" + id + "` has the slots " + tree.slots() + ", not " + values.keySet());
        }
        return new Policy(newId, tree.link(values), source, id);
    }

    /** What filled the slots of its template; empty when it has none. */
    public Map<Var, EntityUid> slotValues(Policy ofTemplate) {
        Map<Var, EntityUid> values = new HashMap<>();
        for (Var slot : ofTemplate.tree.slots()) {
            Scope scope = slot == Var.PRINCIPAL
                    ? tree.head().principal()
                    : tree.head().resource();
            if (PolicyTree.ref(scope) instanceof Scope.Uid(EntityUid uid)) {
                values.put(slot, uid);
            }
        }
        return Map.copyOf(values);
    }

    @Nullable
    Rule rule() {
        return rule;
    }

    /** Same id and same policy, wherever it was read. */
    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Policy other && id.equals(other.id) && tree.equals(other.tree);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + ": " + text();
    }
}
