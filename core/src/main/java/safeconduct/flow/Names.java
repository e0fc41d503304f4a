package safeconduct.flow;

import java.util.ArrayList;
import java.util.List;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.Words;

/**
 * Names in a list of names: of hotels, of users. Whoever keeps the list attests them, though strangers may be on it. A text in
 * which one line is longer than a name is no such list, and none of its lines counts.
 */
final class Names {

    private static final int WORDS_MAX = 6;
    private static final int LENGTH_MAX = 60;
    private static final int NAMES_MAX = 1_000;

    private Names() {}

    static List<Typed> in(String text) {
        List<Typed> names = new ArrayList<>();
        for (String line : text.split("[\\n,;]", NAMES_MAX)) {
            int colon = line.indexOf(": ");
            String name = line.substring(colon < 0 ? 0 : colon + 2).strip();
            if (line.length() > LENGTH_MAX || Words.of(line, WORDS_MAX + 1).size() > WORDS_MAX) {
                return List.of();
            }
            Typed typed = Typed.of(name);
            if (typed.kind() == Kind.TEXT && !name.isEmpty()) {
                names.add(typed);
            }
        }
        return names;
    }
}
