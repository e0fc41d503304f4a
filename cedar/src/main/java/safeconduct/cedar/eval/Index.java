package safeconduct.cedar.eval;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.Scope;

/**
 * Rules by the scopes of action, then principal, then resource, so that a decision meets only those whose scopes fit.
 * Leaves are sorted by id.
 * Immutable: adding or taking away copies one path.
 */
public final class Index {
    private static final Comparator<Rule> BY_ID = Comparator.comparing(Rule::id);

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
        int place = Arrays.binarySearch(leaf, rule, BY_ID);
        int at = place < 0 ? -place - 1 : place;
        Rule[] longer = new Rule[leaf.length + 1];
        System.arraycopy(leaf, 0, longer, 0, at);
        longer[at] = rule;
        System.arraycopy(leaf, at, longer, at + 1, leaf.length - at);
        return longer;
    }

    private static Rule[] remove(Rule @Nullable [] leaf, Rule rule) {
        return leaf == null
                ? new Rule[0]
                : Arrays.stream(leaf).filter(r -> !r.id().equals(rule.id())).toArray(Rule[]::new);
    }

    /** Has every rule vote whose scopes fit the request, each once. */
    void visit(Frame frame, Tally tally) {
        new Walk(frame, tally).actions(actions);
    }
}
