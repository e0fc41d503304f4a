package safeconduct.catalog.classify;

import java.util.List;

/**
 * What a tool does to what, in words.
 *
 * @param verb in base form; empty when there was none
 * @param object words of the name that are not the verb, up to the first preposition
 * @param known whether a verb was found at all; otherwise the kind is the strict guess
 */
record Action(VerbKind kind, String verb, List<String> object, boolean known, String reason) {

    Action {
        object = List.copyOf(object);
    }

    Action with(VerbKind stricter, String why) {
        return new Action(stricter, verb, object, known, reason + "; " + why);
    }
}
