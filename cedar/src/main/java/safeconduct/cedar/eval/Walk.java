package safeconduct.cedar.eval;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;

/** One walk through the index. */
final class Walk {
    private final Frame frame;
    private final EntityUid principal;
    private final EntityUid resource;
    private final Consumer<Rule> visitor;
    private final Consumer<Branch<Branch<Rule[]>>> byPrincipal = this::principals;
    private final Consumer<Branch<Rule[]>> byResource = this::resources;
    private final Consumer<Rule[]> leaf = this::rules;
    private @Nullable Set<Rule> seen;

    Walk(Frame frame, Consumer<Rule> visitor) {
        this.frame = frame;
        this.principal = frame.request().principal();
        this.resource = frame.request().resource();
        this.visitor = visitor;
    }

    void actions(Branch<Branch<Branch<Rule[]>>> actions) {
        actions.visit(frame.request().action(), frame, byPrincipal);
    }

    private void principals(Branch<Branch<Rule[]>> principals) {
        principals.visit(principal, frame, byResource);
    }

    private void resources(Branch<Rule[]> resources) {
        resources.visit(resource, frame, leaf);
    }

    private void rules(Rule[] rules) {
        for (Rule rule : rules) {
            if (rule.typesFit(principal, resource) && (!rule.listsActions() || first(rule))) {
                visitor.accept(rule);
            }
        }
    }

    /** A rule with a list of actions stands under each of them; an action within two of them meets it twice. */
    private boolean first(Rule rule) {
        if (seen == null) {
            if (frame.ancestors(frame.request().action()).isEmpty()) {
                return true;
            }
            seen = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return seen.add(rule);
    }
}
