package safeconduct.cedar.validate;

import org.jspecify.annotations.Nullable;
import safeconduct.cedar.ast.Expr;

/** Ends the typing of one expression: which, and why it has no type. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Expr where;
    private final String kind;
    private final @Nullable String suggestion;

    Wrong(Expr where, String kind, String message, @Nullable String suggestion) {
        super(message, null, false, false);
        this.where = where;
        this.kind = kind;
        this.suggestion = suggestion;
    }

    Expr where() {
        return where;
    }

    String kind() {
        return kind;
    }

    @Nullable
    String suggestion() {
        return suggestion;
    }
}
