package safeconduct.flow.goal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;

/** What words for things mean the same, so that {@code delete the file} does not call for the deletion of a mail. */
final class Things {

    private static final Map<String, String> KINDS = new HashMap<>();

    static {
        kind("event", "event meeting appointment calendar reminder");
        kind("file", "file document doc docs spreadsheet sheet slide presentation pdf attachment folder directory");
        kind("message", "email e-mail mail message dm inbox draft letter");
        kind("money", "money payment transaction transfer rent bill invoice subscription refund difference salary");
        kind("profile", "info information profile address account settings preferences");
        kind("secret", "password passcode credential pin");
        kind("person", "user member participant attendee guest contact collaborator");
        kind("channel", "channel room workspace");
        kind("page", "page webpage website site article blog wiki");
        kind("lodging", "hotel apartment hostel accommodation");
        kind("meal", "restaurant table");
        kind("ride", "car taxi rental flight train ticket bus");
        kind("issue", "issue bug pull pr milestone");
        kind("code", "branch commit repository repo gist release");
        kind("task", "task todo to-do");
        kind("row", "row record table database column cell");
        kind("goods", "cart product item basket");
    }

    private Things() {}

    private static void kind(String kind, String words) {
        Arrays.stream(words.split(" ")).forEach(word -> KINDS.put(word, kind));
    }

    /** The kinds of thing that words speak of; empty when none is known. */
    static Set<String> of(Iterable<String> words) {
        Set<String> kinds = new HashSet<>();
        for (String word : words) {
            String kind = KINDS.getOrDefault(word, KINDS.get(singular(word)));
            if (kind != null) {
                kinds.add(kind);
            } else if (word.indexOf('.') > 0 && Typed.of(word).kind() == Kind.FILE) {
                kinds.add("file");
            }
        }
        return kinds;
    }

    private static String singular(String word) {
        return word.endsWith("s") && word.length() > 3 ? word.substring(0, word.length() - 1) : word;
    }
}
