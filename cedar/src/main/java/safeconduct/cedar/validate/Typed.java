package safeconduct.cedar.validate;

import java.util.HashSet;
import java.util.Set;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.schema.CedarType;

/** The type of an expression, and what is known to be there when it is true. */
record Typed(CedarType type, Set<Capability> known) {

    /** An attribute ({@code key} is its name) or a tag ({@code key} is an expression) of an expression. */
    record Capability(Expr of, Object key) {}

    static Typed of(CedarType type) {
        return new Typed(type, Set.of());
    }

    boolean is(CedarType.Truth truth) {
        return type instanceof CedarType.Bool(CedarType.Truth own) && own == truth;
    }

    static Set<Capability> both(Set<Capability> a, Set<Capability> b) {
        Set<Capability> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    static Set<Capability> common(Set<Capability> a, Set<Capability> b) {
        Set<Capability> common = new HashSet<>(a);
        common.retainAll(b);
        return common;
    }
}
