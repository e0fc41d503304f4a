package safeconduct.catalog.classify.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of words in groups, read once from a file beside this class.
 *
 * <pre>
 * # a comment
 * [read] why these words are one group
 * get fetch report~
 * </pre>
 *
 * Two words that belong together have {@code _} between them. A word behind which {@code ~} stands is weak: what that means
 * says the head of its file. A word may stand in several groups; the first one wins unless a group is asked for.
 */
public final class Words {

    /** Verbs, by what they do. */
    public static final Words VERBS = read("verbs.txt");
    /** Nouns, by who can write what they name. */
    public static final Words NOUNS = read("nouns.txt");
    /** Nouns, by class of data. */
    public static final Words CLASSES = read("classes.txt");
    /** Words of parameters' names, by role. */
    public static final Words PARAMETERS = read("parameters.txt");
    /** Words that hold sentences and names together. */
    public static final Words GRAMMAR = read("grammar.txt");
    /** Words of fields' names in results, by what may stand there. */
    public static final Words FIELDS = read("fields.txt");

    private final Map<String, Map<String, Boolean>> groups;
    private final Map<String, List<String>> byWord = new HashMap<>();

    private Words(Map<String, Map<String, Boolean>> groups) {
        this.groups = groups;
        groups.forEach((group, words) -> words.keySet()
                .forEach(word ->
                        byWord.computeIfAbsent(word, first -> new ArrayList<>()).add(group)));
    }

    /** Whether the word stands in the group, weak or not. */
    public boolean has(String group, String word) {
        return groups.getOrDefault(group, Map.of()).containsKey(word);
    }

    /** Whether the word stands in the group and is not weak there. */
    public boolean strong(String group, String word) {
        return groups.getOrDefault(group, Map.of()).getOrDefault(word, false);
    }

    /** Whether the word stands in the group; a weak one only where it is the last of a name, which says what it is. */
    public boolean means(String group, String word, boolean last) {
        return last ? has(group, word) : strong(group, word);
    }

    /** The first group that has the word. */
    public Optional<String> group(String word) {
        return groups(word).stream().findFirst();
    }

    /** All groups that have the word, in order. */
    public List<String> groups(String word) {
        return byWord.getOrDefault(word, List.of());
    }

    /** The words of a group. */
    public Set<String> words(String group) {
        return groups.getOrDefault(group, Map.of()).keySet();
    }

    private static Words read(String file) {
        Map<String, Map<String, Boolean>> groups = new LinkedHashMap<>();
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("`" + file + "` is not beside its class");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, Boolean> group = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    group = groups.computeIfAbsent(line.substring(1, line.indexOf(']')), name -> new LinkedHashMap<>());
                } else if (!line.startsWith("#")) {
                    Map<String, Boolean> into = group;
                    Arrays.stream(line.split(" ", -1))
                            .filter(word -> !word.isBlank())
                            .forEach(word -> into.put(word.replace("~", ""), !word.endsWith("~")));
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("`" + file + "` cannot be read", unreadable);
        }
        return new Words(groups);
    }
}
