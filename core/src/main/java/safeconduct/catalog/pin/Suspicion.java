package safeconduct.catalog.pin;

import java.util.Locale;

/**
 * Something about a tool that a person should look at.
 *
 * @param tool its name, as it is
 * @param text for people
 */
public record Suspicion(String tool, Kind kind, String text) {

    /** What is suspicious. */
    public enum Kind {
        /** Its name looks like that of another tool. */
        LOOK_ALIKE,
        /** Two tools of one name: which one answers, nobody knows. */
        TWICE,
        /** Its name holds what no name needs. */
        ODD_NAME,
        /** Its words hold characters that people do not see and models do. */
        INVISIBLE,
        /** Its words tell the model what to do. */
        IMPERATIVE,
        /** Its words name another tool. */
        OTHER_TOOL;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
