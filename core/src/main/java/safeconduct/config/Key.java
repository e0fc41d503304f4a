package safeconduct.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One key of the configuration, as the schemas and the reference page show it.
 *
 * @param words what it may be, where it is one of some words
 * @param keys of the section that it holds, where it holds one
 */
record Key(String name, Kind kind, boolean required, String doc, List<String> words, List<Key> keys) {

    /** How its value is written. */
    enum Kind {
        TEXT("text"),
        BOOLEAN("`true` or `false`"),
        NUMBER("whole number"),
        SIZE("size, such as `64KB`"),
        DURATION("time, such as `10m`"),
        DATE("date, such as `2027-06-30`"),
        WORD("word"),
        LITERAL("text, whole number, `true`, `false` or `$parameter`"),
        TEXTS("list of texts"),
        TEXT_MAP("names and texts"),
        WORD_MAP("names and words"),
        ANY("what the plug-in asks for"),
        SECTION("section"),
        SECTIONS("list of sections"),
        NAMED("names and sections");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    Key {
        words = List.copyOf(words);
        keys = List.copyOf(keys);
    }

    static Key of(String name, Kind kind, String doc) {
        return new Key(name, kind, false, doc, List.of(), List.of());
    }

    static Key section(String name, Kind kind, String doc, Key... keys) {
        return new Key(name, kind, false, doc, List.of(), List.of(keys));
    }

    static Key word(String name, Class<? extends Enum<?>> type, String doc) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return new Key(name, Kind.WORD, false, doc, words, List.of());
    }

    static Key words(String name, Class<? extends Enum<?>> type, String doc) {
        return new Key(name, Kind.WORD_MAP, false, doc, word(name, type, doc).words(), List.of());
    }

    /** The same key, that must be there. */
    Key must() {
        return new Key(name, kind, true, doc, words, keys);
    }
}
