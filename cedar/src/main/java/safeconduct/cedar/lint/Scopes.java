package safeconduct.cedar.lint;

import java.util.List;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;

/** Compares heads of policies. */
final class Scopes {
    private Scopes() {}

    /** True when whatever fits the second surely fits the first. */
    static boolean cover(Head wider, Head narrower) {
        return cover(wider.principal(), narrower.principal())
                && cover(wider.action(), narrower.action())
                && cover(wider.resource(), narrower.resource());
    }

    private static boolean cover(Scope wider, Scope narrower) {
        if (wider instanceof Scope.Any || wider.equals(narrower)) {
            return true;
        }
        return switch (wider) {
            case Scope.Is(String type) -> typeOfAll(narrower).equals(type);
            case Scope.In(Scope.Ref ref) -> ref.equals(PolicyTree.ref(narrower));
            case Scope.IsIn(String type, Scope.Ref ref) ->
                ref.equals(PolicyTree.ref(narrower)) && typeOfAll(narrower).equals(type);
            case Scope.InAny(List<EntityUid> uids) ->
                narrower instanceof Scope.InAny(List<EntityUid> fewer)
                        ? uids.containsAll(fewer)
                        : PolicyTree.ref(narrower) instanceof Scope.Uid(EntityUid uid) && uids.contains(uid);
            default -> false;
        };
    }

    /** The type that everything has which fits, or nothing. */
    private static String typeOfAll(Scope scope) {
        return switch (scope) {
            case Scope.Is(String type) -> type;
            case Scope.IsIn(String type, Scope.Ref ref) -> type;
            case Scope.Eq(Scope.Uid(EntityUid uid)) -> uid.type();
            default -> "";
        };
    }

    /** The type of the entity that a scope names, or nothing. */
    static String type(Scope scope) {
        return PolicyTree.ref(scope) instanceof Scope.Uid(EntityUid uid) ? uid.type() : "";
    }
}
