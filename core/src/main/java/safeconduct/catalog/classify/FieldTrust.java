package safeconduct.catalog.classify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * Says of each value in a result what it is worth, and what class of data it is.
 *
 * <p>Three things must come together before a value may permit: the tool returns records of the owner's systems; the field is
 * one that such a system fills itself (ids, dates, amounts, parties, names of files); and the value has the shape of such a
 * field as a whole. A field in which the system only tells who came from outside (sender, organizer, owner of a shared file)
 * is attested: true, but chosen by a stranger, so it permits nothing. Everything that can hold a sentence is foreign, in
 * whatever field. From tools whose whole result is foreign nothing permits; bare numbers, dates and flags in them taint
 * nothing, because no instruction fits into them. Unknown is foreign.
 */
public final class FieldTrust {

    /** Longer text in a result of the owner's own records is looked at like anybody's. */
    private static final int OWN_MAX = 2_000;

    /** Text without fields is looked at like anybody's sooner. */
    private static final int PLAIN_MAX = 300;

    /** A system's answer to a change is short. */
    private static final int ANSWER_MAX = 200;

    private FieldTrust() {}

    /**
     * The facts of one value.
     *
     * @param path names of the fields that lead to it, outermost first, without indexes; empty where a result is one value
     * @param value as text
     */
    public static FieldFacts of(ToolFacts tool, List<String> path, String value) {
        ValueShape shape = ValueShape.of(value);
        Set<String> classes = classes(tool, path, shape, value);
        Optional<FieldFacts> said = said(tool, path, classes);
        if (said.isPresent()) {
            return said.get();
        }
        boolean foreign = tool.result().authors() == Authors.FOREIGN;
        if (shape == ValueShape.EMPTY || shape == ValueShape.FLAG) {
            return new FieldFacts(foreign ? Trust.ATTESTED : Trust.RECORD, classes, "says only yes, no or nothing");
        }
        if (!foreign && answers(tool, path, value)) {
            return new FieldFacts(Trust.RECORD, classes, "the system's answer to a change");
        }
        FieldGroup group = path.isEmpty() && registers(tool) ? FieldGroup.NAME : FieldGroup.of(path);
        return switch (tool.result().authors()) {
            case OWN -> own(path, group, value, classes);
            case MIXED -> mixed(tool, group, shape, classes);
            case FOREIGN ->
                bare(shape)
                        ? new FieldFacts(Trust.ATTESTED, classes, "others wrote it, but no instruction fits into it")
                        : new FieldFacts(Trust.FOREIGN, classes, "others wrote all of it");
        };
    }

    private static Optional<FieldFacts> said(ToolFacts tool, List<String> path, Set<String> classes) {
        for (String field : path.reversed()) {
            Trust said = tool.result().fields().get(field.toLowerCase(Locale.ROOT));
            if (said != null) {
                return Optional.of(new FieldFacts(said, classes, "the operator says so of `" + field + "`"));
            }
        }
        return Optional.empty();
    }

    private static FieldFacts own(List<String> path, FieldGroup group, String value, Set<String> classes) {
        boolean prose = group == FieldGroup.TEXT && ValueShape.of(value) == ValueShape.TEXT;
        return prose || value.length() > (path.isEmpty() ? PLAIN_MAX : OWN_MAX)
                ? new FieldFacts(Trust.FOREIGN, classes, "free text, even among own records")
                : new FieldFacts(Trust.RECORD, classes, "only the owner's systems write what this tool returns");
    }

    private static FieldFacts mixed(ToolFacts tool, FieldGroup group, ValueShape shape, Set<String> classes) {
        if (group.fits(shape)) {
            Trust trust =
                    switch (group) {
                        case SENDER -> Trust.ATTESTED;
                        case PARTY -> party(tool);
                        // A name of a thing that is no register of the owner's may have been given by anyone.
                        case NAME -> registers(tool) ? Trust.RECORD : Trust.ATTESTED;
                        default -> Trust.RECORD;
                    };
            String name = group.name().toLowerCase(Locale.ROOT);
            return new FieldFacts(trust, classes, "field of kind " + name + ", value of that shape");
        }
        return bare(shape) || shape == ValueShape.EMAIL || shape == ValueShape.IBAN
                ? new FieldFacts(Trust.ATTESTED, classes, "no instruction fits into it")
                : new FieldFacts(Trust.FOREIGN, classes, "others may have written it");
    }

    /** Whom the owner deals with is the owner's record, unless it stands in what a stranger sent. */
    private static Trust party(ToolFacts tool) {
        boolean strangers = has(tool, "incoming") && !has(tool, "outgoing");
        return tool.effect() == Effect.READ && strangers ? Trust.ATTESTED : Trust.RECORD;
    }

    /** What it returns is a register of the owner's, such as channels or users, and nothing beside. */
    private static boolean registers(ToolFacts tool) {
        List<String> nouns = tool.result().about().stream()
                .filter(noun -> Words.NOUNS.strong("mixed", noun) || Words.NOUNS.strong("public", noun))
                .toList();
        return !nouns.isEmpty() && nouns.stream().allMatch(noun -> Words.NOUNS.has("register", noun));
    }

    private static boolean has(ToolFacts tool, String group) {
        return tool.result().about().stream().anyMatch(noun -> Words.NOUNS.has(group, noun));
    }

    private static boolean answers(ToolFacts tool, List<String> path, String value) {
        boolean field = path.isEmpty()
                || (path.size() == 1
                        && Words.FIELDS.has("answer", path.getFirst().toLowerCase(Locale.ROOT)));
        return tool.effect() != Effect.READ && field && value.length() <= ANSWER_MAX;
    }

    private static boolean bare(ValueShape shape) {
        return shape == ValueShape.NUMBER || shape == ValueShape.TIME;
    }

    private static Set<String> classes(ToolFacts tool, List<String> path, ValueShape shape, String value) {
        Set<String> classes = new LinkedHashSet<>();
        if (tool.result().authors() != Authors.FOREIGN) {
            if (!path.isEmpty()) {
                classes.addAll(ResultRule.byWords(Names.words(path.getLast())));
            }
            if (shape == ValueShape.EMAIL) {
                classes.add("personal");
            }
        }
        if (shape == ValueShape.IBAN && ValueShape.validIban(value)) {
            classes.add("financial");
        }
        return classes;
    }
}
