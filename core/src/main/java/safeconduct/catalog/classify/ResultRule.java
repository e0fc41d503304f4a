package safeconduct.catalog.classify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/** Says who can write what a tool returns, and which classes of data it gives access to. */
final class ResultRule {

    private ResultRule() {}

    static ResultFacts of(Action action, Subject subject, Reach reach) {
        return new ResultFacts(authors(action, subject, reach), about(action, subject), Map.of());
    }

    private static Authors authors(Action action, Subject subject, Reach reach) {
        if (action.kind() == VerbKind.EXECUTE) {
            return Authors.FOREIGN;
        }
        if (action.kind().effect() != Effect.READ) {
            // What a change answers is the changed record, and a sentence of the system about it.
            return subject.is("public") && !action.known() ? Authors.FOREIGN : Authors.MIXED;
        }
        if (reach == Reach.OPEN) {
            return Authors.FOREIGN;
        }
        // What is computed is as good as what it was computed of, and that is not known here.
        boolean own = subject.is("own") && action.kind() == VerbKind.READ;
        return own
                ? Authors.OWN
                : subject.group().isPresent() || action.kind() == VerbKind.COMPUTE ? Authors.MIXED : Authors.FOREIGN;
    }

    private static Set<String> about(Action action, Subject subject) {
        Set<String> about = new LinkedHashSet<>(subject.nouns());
        action.object().stream().map(Names::singular).forEach(about::add);
        return about;
    }

    /** Classes of what a tool returns or touches: by its name, its first sentence and its parameters. Public data has none. */
    static Set<String> classes(ToolDescription tool, Action action, Subject subject, Reach reach) {
        List<String> words = new ArrayList<>(Names.words(tool.name()));
        if (subject.is("public") || (action.kind() == VerbKind.COMPUTE && reach == Reach.OPEN)) {
            return Set.of();
        }
        Set<String> classes = new LinkedHashSet<>(byWords(words));
        if (classes.isEmpty() && (action.kind() != VerbKind.READ || reach == Reach.CLOSED)) {
            List<String> told = Names.words(Names.firstSentence(tool.description()));
            classes.addAll(byWords(told.subList(0, Math.min(told.size(), 25))));
        }
        return classes;
    }

    /** The classes that these words name. */
    static Set<String> byWords(List<String> words) {
        Set<String> classes = new LinkedHashSet<>();
        List<String> telling = Subject.telling(words);
        for (String term : Names.terms(words)) {
            boolean last = !telling.isEmpty() && term.equals(Names.singular(telling.getLast()));
            Words.CLASSES.groups(term).stream()
                    .filter(group -> Words.CLASSES.means(group, term, last))
                    .forEach(classes::add);
        }
        return classes;
    }
}
