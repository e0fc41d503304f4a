package safeconduct.cedar.ast;

import java.util.Locale;

/** The four parts of a request. */
public enum Var {
    PRINCIPAL,
    ACTION,
    RESOURCE,
    CONTEXT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The keyword. */
    public String word() {
        return word;
    }
}
