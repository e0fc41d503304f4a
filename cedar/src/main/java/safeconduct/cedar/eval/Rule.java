package safeconduct.cedar.eval;

import safeconduct.cedar.Effect;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Scope;

/**
 * A policy ready to run.
 *
 * @param plain when the index meets it only where it fits, and only once
 */
public record Rule(String id, Effect effect, PolicyTree.Head head, Node.Test conditions, boolean plain) {

    /** Compiles a policy; not a template. */
    public static Rule of(String id, PolicyTree policy) {
        return new Rule(id, policy.effect(), policy.head(), Compiler.conditions(policy), plain(policy.head()));
    }

    private static boolean plain(PolicyTree.Head head) {
        return !(head.principal() instanceof Scope.IsIn)
                && !(head.resource() instanceof Scope.IsIn)
                && !listsActions(head);
    }

    /** True when a scope that the index filed under an ancestor also fits the type. */
    boolean typesFit(EntityUid principal, EntityUid resource) {
        return typeFits(head.principal(), principal) && typeFits(head.resource(), resource);
    }

    private static boolean typeFits(Scope scope, EntityUid uid) {
        return !(scope instanceof Scope.IsIn in) || in.type().equals(uid.type());
    }

    /** True when the index can meet it more than once. */
    boolean listsActions() {
        return listsActions(head);
    }

    private static boolean listsActions(PolicyTree.Head head) {
        return head.action() instanceof Scope.InAny(var uids) && uids.size() > 1;
    }
}
