package safeconduct.catalog.classify;

import java.util.List;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/** Changes to who may do what are administration, whatever the verb: {@code create_api_key}, {@code delete_user}. */
final class Administration {

    private static final Set<VerbKind> CHANGES = Set.of(VerbKind.KEEP, VerbKind.CHANGE, VerbKind.DELETE);

    private Administration() {}

    /** The effect of the action; the noun at the end of its object decides, a weak one only at the end of the whole name. */
    static Effect raised(String name, Action action) {
        List<String> object = action.object();
        boolean filed = Words.VERBS.has("filing", action.verb());
        if (!CHANGES.contains(action.kind()) || filed || object.isEmpty()) {
            return action.kind().effect();
        }
        String noun = Names.singular(object.getLast());
        boolean end = Names.singular(Names.words(name).getLast()).equals(noun);
        boolean pair = object.size() > 1 && Words.NOUNS.has("admin", object.get(object.size() - 2) + "_" + noun);
        return pair || Words.NOUNS.means("admin", noun, end)
                ? Effect.ADMIN
                : action.kind().effect();
    }
}
