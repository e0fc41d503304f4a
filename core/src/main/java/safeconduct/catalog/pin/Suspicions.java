package safeconduct.catalog.pin;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import safeconduct.catalog.classify.ToolDescription;

/** Looks for what hides in names and words of tools. Words in tables, no model: the same tools give the same findings. */
public final class Suspicions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");
    private static final int NAME_LENGTH_MIN = 5;
    private static final int QUOTE_LENGTH_MAX = 60;

    /** Letters that look like those of the second line, in its order. */
    private static final String LIKE = "0135|!аеорсухікмтвнАВЕКМНОРСТХ";

    private static final String LATIN = "olesllaeopcyxikmtbhabekmhopctx";

    private static final List<Pattern> ORDERS = List.of(
            orders("(ignore|disregard|forget|override)\\s+(all|any|the|your|previous|prior|earlier|other)"),
            orders("(do not|don't|never|without)\\s+(tell|telling|mention|inform|informing|reveal|show|ask|asking)"),
            orders("(you|the (assistant|model|agent|ai))\\s+(must|should|shall|have to|need to|will|are required to)"),
            orders(
                    "(always|first|before|instead)[^.]{0,40}\\b(call|calling|use|using|invoke|invoking|run|read|send)\\b"),
            orders("</?(important|system|instructions?|secret|hidden)>"),
            orders("system prompt|(conversation|chat|message) history|previous (messages|tool)"),
            orders("id_rsa|\\.ssh\\b|\\.env\\b|\\.aws\\b|(api|private|secret) keys?\\b|passwords? of|credentials of"));

    private Suspicions() {}

    private static Pattern orders(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** @param others names of tools of other targets, which these must not look like */
    public static List<Suspicion> of(List<ToolDescription> tools, Collection<String> others) {
        List<Suspicion> found = new ArrayList<>();
        Map<String, String> shapes = new HashMap<>();
        others.forEach(name -> shapes.putIfAbsent(skeleton(name), name));
        Set<String> names = new TreeSet<>();
        tools.forEach(tool -> names.add(tool.name()));
        Set<String> seen = new TreeSet<>();
        for (ToolDescription tool : tools) {
            name(tool.name(), seen, shapes, found);
            Set<String> texts = new TreeSet<>(List.of(tool.title(), tool.description()));
            words(tool.inputSchema(), texts);
            tool.outputSchema().ifPresent(schema -> words(schema, texts));
            words(tool.annotations(), texts);
            texts.forEach(text -> text(tool.name(), text, found));
            mentions(tool.name(), String.join("\n", texts), names, found);
        }
        return List.copyOf(found);
    }

    private static void name(String name, Set<String> seen, Map<String, String> shapes, List<Suspicion> found) {
        if (!seen.add(name)) {
            found.add(new Suspicion(name, Suspicion.Kind.TWICE, "stands in the list more than once"));
            return;
        }
        if (!NAME.matcher(name).matches()) {
            found.add(new Suspicion(name, Suspicion.Kind.ODD_NAME, "expected up to 128 of A-Z a-z 0-9 _ - . /"));
        }
        String like = shapes.putIfAbsent(skeleton(name), name);
        if (like != null && !like.equals(name)) {
            found.add(new Suspicion(name, Suspicion.Kind.LOOK_ALIKE, "looks like `" + like + "`"));
        } else if (like != null) {
            found.add(new Suspicion(name, Suspicion.Kind.LOOK_ALIKE, "another target has a tool of this name"));
        }
    }

    /** What remains of a name for somebody who reads fast. */
    static String skeleton(String name) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD).chars().forEach(c -> {
            int at = LIKE.indexOf(c);
            char read = at < 0 ? (char) c : LATIN.charAt(at);
            if (Character.isLetterOrDigit(read)) {
                plain.append(read == 'I' ? 'l' : Character.toLowerCase(read));
            }
        });
        return plain.toString().replace("rn", "m").replace("vv", "w").replace('i', 'l');
    }

    private static void words(JsonNode schema, Set<String> texts) {
        schema.properties().forEach(member -> texts.add(member.getKey()));
        for (JsonNode below : schema) {
            if (below.isTextual()) {
                texts.add(below.textValue());
            }
            words(below, texts);
        }
    }

    private static void text(String tool, String text, List<Suspicion> found) {
        String hidden = text.codePoints()
                .filter(Suspicions::invisible)
                .distinct()
                .limit(8)
                .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
                .collect(Collectors.joining(" "));
        if (!hidden.isEmpty()) {
            found.add(new Suspicion(tool, Suspicion.Kind.INVISIBLE, "its words hold " + hidden));
        }
        for (Pattern order : ORDERS) {
            Matcher matcher = order.matcher(text);
            if (matcher.find()) {
                String quote = matcher.group();
                found.add(new Suspicion(
                        tool,
                        Suspicion.Kind.IMPERATIVE,
                        "its words tell a model what to do: `"
                                + quote.substring(0, Math.min(QUOTE_LENGTH_MAX, quote.length())) + "`"));
                return;
            }
        }
    }

    private static boolean invisible(int c) {
        int type = Character.getType(c);
        boolean control = type == Character.CONTROL && c != '\n' && c != '\r' && c != '\t';
        boolean blank = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        boolean selector = c >= 0xE0100 && c <= 0xE01EF;
        return control
                || blank
                || selector
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    private static void mentions(String tool, String text, Set<String> names, List<Suspicion> found) {
        for (String other : names) {
            if (!other.equals(tool) && other.length() >= NAME_LENGTH_MIN && telling(other) && holds(text, other)) {
                found.add(new Suspicion(tool, Suspicion.Kind.OTHER_TOOL, "its words name tool `" + other + "`"));
            }
        }
    }

    /** Not a word that any text may hold. */
    private static boolean telling(String name) {
        return name.chars().anyMatch(c -> c == '_' || c == '-' || c == '.' || Character.isUpperCase(c));
    }

    private static boolean holds(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !part(text.charAt(at - 1));
            if (begins && (end == text.length() || !part(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
