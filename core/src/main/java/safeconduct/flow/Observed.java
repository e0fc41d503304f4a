package safeconduct.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.FieldFacts;
import safeconduct.catalog.classify.FieldTrust;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.catalog.classify.Trust;
import safeconduct.flow.goal.Goal;
import safeconduct.flow.label.Field;
import safeconduct.flow.trace.Known;
import safeconduct.flow.trace.Origin;
import safeconduct.flow.trace.Taint;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.Words;

/** Takes in a result: each field by its own trust, each record by whether the user pointed at it. */
final class Observed {

    private static final Set<String> TITLES = Set.of("title", "subject", "name", "filename", "file_name", "headline");

    /** So many words can tell somebody what to do, wherever they stand. */
    private static final int SENTENCE = 8;

    private final Goal goal;
    private final Known known;
    private final Taint taint;

    Observed(Goal goal, Known known, Taint taint) {
        this.goal = goal;
        this.known = known;
        this.taint = taint;
    }

    private record Judged(Field field, FieldFacts facts) {}

    /** The texts of sources that the user pointed at, which may hold orders. */
    List<String> take(ToolFacts tool, JsonNode arguments, List<Field> fields) {
        List<String> pointed = new ArrayList<>();
        Map<Integer, List<Judged>> records = new LinkedHashMap<>();
        for (Field field : fields) {
            FieldFacts facts = FieldTrust.of(tool, field.path(), field.value());
            records.computeIfAbsent(field.record(), number -> new ArrayList<>()).add(new Judged(field, facts));
        }
        // What the agent has just written names nothing: only what is read can be what the user pointed at.
        boolean read = read(tool);
        Optional<String> asked = read && records.size() == 1 ? askedFor(arguments) : Optional.empty();
        for (List<Judged> record : records.values()) {
            boolean told = !read || records.size() == 1 || spokenOf(record);
            String source = read ? asked.or(() -> pointedAt(record)).orElse("") : "";
            Origin origin = told ? Origin.RECORD : Origin.LISTED;
            record.forEach(judged -> take(tool, judged, source, origin));
            if (!source.isEmpty()) {
                named(record, source);
                record.stream()
                        .filter(judged -> judged.facts().trust() == Trust.FOREIGN)
                        .forEach(judged -> pointed.add(judged.field().value()));
            }
        }
        return pointed;
    }

    private void take(ToolFacts tool, Judged judged, String source, Origin origin) {
        String value = judged.field().value();
        Typed whole = Typed.of(value);
        boolean own = judged.facts().trust() != Trust.FOREIGN && taint.written(whole.index());
        switch (judged.facts().trust()) {
            case RECORD -> {
                if (own) {
                    known.put(whole, Origin.OWN, "");
                } else {
                    known.record(value, tool.effect() == Effect.READ, origin);
                }
            }
            case ATTESTED -> {
                known.put(whole, own ? Origin.OWN : source.isEmpty() ? Origin.ATTESTED : Origin.POINTED, source);
                if (whole.kind() == Kind.TEXT && Words.of(value, SENTENCE).size() == SENTENCE) {
                    taint.foreign(value);
                }
            }
            case FOREIGN -> {
                if (read(tool) && judged.field().path().isEmpty()) {
                    Names.in(value).forEach(name -> known.put(name, Origin.ATTESTED, ""));
                }
                known.foreign(value);
                taint.foreign(value);
            }
        }
        if (confidential(tool.dataClasses()) || confidential(judged.facts().dataClasses())) {
            taint.sensitive(value);
        }
    }

    /** A field of it stands in the goal, and is more than a number or a word that is everywhere. */
    private boolean spokenOf(List<Judged> record) {
        return record.stream()
                .filter(judged -> judged.facts().trust() != Trust.FOREIGN || TITLES.contains(last(judged.field())))
                .map(judged -> Typed.of(judged.field().value()))
                .anyMatch(value -> value.key().length() > 3 && goal.says(value));
    }

    private static boolean read(ToolFacts tool) {
        return tool.effect() == Effect.READ;
    }

    private static boolean confidential(Set<String> classes) {
        return !classes.isEmpty() && !(classes.size() == 1 && classes.contains("public"));
    }

    /** The call itself asked for what the user pointed at: a file, a link. */
    private Optional<String> askedFor(JsonNode arguments) {
        return Leaves.of(arguments).found().stream()
                .map(leaf -> Typed.of(leaf.value().asText()).index())
                .filter(goal.sources()::contains)
                .findFirst();
    }

    /** A field that a stranger cannot choose says so; a title only where nothing that the user said of its sender differs. */
    private Optional<String> pointedAt(List<Judged> record) {
        Optional<String> title = Optional.empty();
        boolean sender = false;
        boolean other = false;
        for (Judged judged : record) {
            Typed value = Typed.of(judged.field().value());
            boolean pointed = goal.sources().contains(value.index());
            if (judged.facts().trust() != Trust.FOREIGN) {
                sender |= pointed && value.kind().addresses();
                other |= !pointed && value.kind().addresses() && judged.facts().trust() == Trust.ATTESTED;
            }
            boolean name = judged.facts().trust() != Trust.FOREIGN || TITLES.contains(last(judged.field()));
            if (pointed && name && title.isEmpty()) {
                title = Optional.of(value.index());
            }
        }
        boolean senders = goal.sources().stream().anyMatch(source -> source.startsWith("E:"));
        return senders && other && !sender ? Optional.empty() : title;
    }

    private static String last(Field field) {
        return field.path().isEmpty() ? "" : field.path().getLast();
    }

    /** Values of a source that the user pointed at: the only one of its kind is meant, one of several is not known to be. */
    private void named(List<Judged> record, String source) {
        Map<Kind, Set<Typed>> places = new LinkedHashMap<>();
        for (Judged judged : record) {
            if (judged.facts().trust() == Trust.FOREIGN) {
                String text = judged.field().value();
                put(Typed.of(text), places, source);
                Words.each(text, (start, end) -> put(Typed.of(text.substring(start, end)), places, source));
            }
        }
        for (Set<Typed> alike : places.values()) {
            Origin origin = alike.size() == 1 ? Origin.POINTED : Origin.AMBIGUOUS;
            alike.forEach(value -> known.put(value, origin, source));
        }
    }

    private void put(Typed value, Map<Kind, Set<Typed>> places, String source) {
        if (value.kind().addresses()) {
            Kind kind = value.kind() == Kind.HOST ? Kind.URL : value.kind();
            boolean vouched = known.find(value)
                            .filter(seen -> seen.origin().compareTo(Origin.RECORD) <= 0)
                            .isPresent()
                    || goal.says(value);
            if (!vouched) {
                places.computeIfAbsent(kind, any -> new LinkedHashSet<>()).add(value);
            }
        } else if (value.kind() != Kind.TEXT) {
            known.put(value, Origin.POINTED, source);
        }
    }
}
