package safeconduct.cedar.eval;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk through the index. */
final class Walk {
    private static final Branch.Visitor<Branch<Branch<Rule[]>>> BY_PRINCIPAL =
            (walk, branch) -> branch.visit(walk.frame.principal(), walk, Walk.BY_RESOURCE);
    private static final Branch.Visitor<Branch<Rule[]>> BY_RESOURCE =
            (walk, branch) -> branch.visit(walk.frame.resource(), walk, Walk.LEAF);
    private static final Branch.Visitor<Rule[]> LEAF = Walk::rules;

    private final Frame frame;
    private final Tally tally;
    private @Nullable Set<Rule> seen;

    Walk(Frame frame, Tally tally) {
        this.frame = frame;
        this.tally = tally;
    }

    Frame frame() {
        return frame;
    }

    void actions(Branch<Branch<Branch<Rule[]>>> actions) {
        actions.visit(frame.action(), this, BY_PRINCIPAL);
    }

    private void rules(Rule[] rules) {
        tally.leaf(rules.length);
        for (Rule rule : rules) {
            if (rule.plain() || fits(rule)) {
                tally.vote(rule);
            }
        }
    }

    private boolean fits(Rule rule) {
        return rule.typesFit(frame.principal(), frame.resource()) && (!rule.listsActions() || first(rule));
    }

    /** A rule with a list of actions stands under each of them; an action within two of them meets it twice. */
    private boolean first(Rule rule) {
        if (seen == null) {
            if (frame.ancestors(frame.action()).isEmpty()) {
                return true;
            }
            seen = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return seen.add(rule);
    }
}
