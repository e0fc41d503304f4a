package safeconduct.cedar.eval;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.Scope;

/**
 * Rules by the scopes of action, then principal, then resource, so that a decision meets only those whose scopes fit.
 * Immutable: adding or taking away copies one path.
 */
public final class Index {
    private final Branch<Branch<Branch<Rule[]>>> actions;

    private Index(Branch<Branch<Branch<Rule[]>>> actions) {
        this.actions = actions;
    }

    /** Of these rules. */
    public static Index of(Collection<Rule> rules) {
        Branch<Branch<Branch<Rule[]>>> root = new Branch<>();
        for (Rule rule : rules) {
            change(root, rule, leaf -> add(leaf, rule), true);
        }
        return new Index(root);
    }

    /** This and one more. */
    public Index with(Rule rule) {
        return new Index(change(actions, rule, leaf -> add(leaf, rule), false));
    }

    /** This without the rule of that id and head. */
    public Index without(Rule rule) {
        return new Index(change(actions, rule, leaf -> remove(leaf, rule), false));
    }

    private static Branch<Branch<Branch<Rule[]>>> change(
            Branch<Branch<Branch<Rule[]>>> root, Rule rule, Branch.Change<Rule[]> change, boolean building) {
        Scope principal = rule.head().principal();
        Scope resource = rule.head().resource();
        return root.with(
                rule.head().action(),
                byPrincipal -> orNew(byPrincipal)
                        .with(
                                principal,
                                byResource -> Index.<Rule[]>orNew(byResource).with(resource, change, building),
                                building),
                building);
    }

    private static <T> Branch<T> orNew(@Nullable Branch<T> branch) {
        return branch == null ? new Branch<>() : branch;
    }

    private static Rule[] add(Rule @Nullable [] leaf, Rule rule) {
        if (leaf == null) {
            return new Rule[] {rule};
        }
        Rule[] longer = Arrays.copyOf(leaf, leaf.length + 1);
        longer[leaf.length] = rule;
        return longer;
    }

    private static Rule[] remove(Rule @Nullable [] leaf, Rule rule) {
        return leaf == null
                ? new Rule[0]
                : Arrays.stream(leaf).filter(r -> !r.id().equals(rule.id())).toArray(Rule[]::new);
    }

    /** Shows every rule whose scopes fit the request, each once. */
    void visit(Frame frame, Consumer<Rule> visitor) {
        new Walk(frame, visitor).actions(actions);
    }

    /** Shows every rule. */
    void visitAll(Consumer<Rule> visitor) {
        Set<Rule> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        actions.visitAll(a -> a.visitAll(
                p -> p.visitAll(leaf -> Arrays.stream(leaf).filter(seen::add).forEach(visitor))));
    }
}
