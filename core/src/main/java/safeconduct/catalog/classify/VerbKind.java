package safeconduct.catalog.classify;

import java.util.Locale;
import java.util.Optional;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.words.Words;

/** What a verb does, from the least to the most; each is a group of {@code verbs.txt}. */
enum VerbKind {
    READ(Effect.READ),
    COMPUTE(Effect.READ),
    KEEP(Effect.WRITE),
    CHANGE(Effect.WRITE),
    SEND(Effect.WRITE),
    DELETE(Effect.DELETE),
    EXECUTE(Effect.EXECUTE),
    ADMIN(Effect.ADMIN);

    private final Effect effect;

    VerbKind(Effect effect) {
        this.effect = effect;
    }

    /** What a verb in base form does; the first group that has it. */
    static Optional<VerbKind> of(String verb) {
        for (VerbKind kind : values()) {
            if (Words.VERBS.has(kind.group(), verb)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether the word is a verb of this kind and no noun beside. */
    boolean strong(String verb) {
        return Words.VERBS.strong(group(), verb);
    }

    /** Its name in the table. */
    String group() {
        return name().toLowerCase(Locale.ROOT);
    }

    Effect effect() {
        return effect;
    }

    boolean reads() {
        return effect == Effect.READ;
    }

    boolean stricterThan(VerbKind other) {
        return compareTo(other) > 0;
    }
}
