package safeconduct.flow.goal;

import java.util.Locale;

/** A kind of effect that words can ask for and a tool can have. Coarse, because people's words are. */
public enum Deed {
    SEND,
    PAY,
    SHARE,
    CREATE,
    CHANGE,
    DELETE,
    BOOK,
    POST,
    RUN;

    /** In lower case, as policies and people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
