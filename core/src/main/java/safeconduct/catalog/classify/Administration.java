package safeconduct.catalog.classify;

import java.util.List;
import java.util.Set;
import safeconduct.catalog.Effect;

/** Changes to who may do what are administration, whatever the verb: {@code create_api_key}, {@code delete_user}. */
final class Administration {

    private static final Set<VerbKind> CHANGES = Set.of(VerbKind.KEEP, VerbKind.CHANGE, VerbKind.DELETE);

    private Administration() {}

    static Effect raised(Action action) {
        if (!CHANGES.contains(action.kind()) || Words.VERBS.has("filing", action.verb())) {
            return action.kind().effect();
        }
        List<String> words = action.object();
        for (String term : Names.terms(words)) {
            boolean last = !words.isEmpty()
                    && (term.equals(Names.singular(words.getLast()))
                            || term.endsWith("_" + Names.singular(words.getLast())));
            if (last && Words.NOUNS.has("admin", term)) {
                return Effect.ADMIN;
            }
        }
        return action.kind().effect();
    }
}
