package safeconduct.catalog.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parameters tell of an effect that the words of a tool did not tell. It can only become stricter. */
final class Raising {

    private static final Set<String> PUTS = Set.of("output", "dest", "destination", "save", "download");
    private static final Set<String> CHOOSES = Set.of("method", "action", "operation", "command", "verb", "op");

    private Raising() {}

    static Action of(Action action, List<Parameter> parameters) {
        Action raised = action;
        if (action.verb().equals("generate")
                && Names.terms(action.object()).stream().anyMatch(Raising::made)) {
            raised = raised.with(VerbKind.KEEP, "what it makes is kept");
        }
        for (Parameter parameter : parameters) {
            if (raised.kind().reads() && puts(parameter)) {
                raised = raised.with(VerbKind.KEEP, "it puts something at `" + parameter.path() + "`");
            }
            raised = chosen(raised, parameter);
        }
        return raised;
    }

    private static boolean made(String noun) {
        return Words.NOUNS.has("made", noun);
    }

    /** What only reads doesn't ask where to put something. */
    private static boolean puts(Parameter parameter) {
        List<String> words = parameter.words();
        return words.size() > 1
                && PUTS.contains(words.getFirst())
                && Words.PARAMETERS.has("place", words.getLast())
                && !parameter.only("boolean");
    }

    /** {@code method: create | update | delete}: a call may be the strictest of them. */
    private static Action chosen(Action action, Parameter parameter) {
        Action strictest = action;
        if (parameter.choices().size() > 1 && CHOOSES.contains(parameter.name())) {
            for (String choice : parameter.choices()) {
                List<String> words = Names.words(choice);
                Optional<VerbKind> kind = words.isEmpty() ? Optional.empty() : VerbKind.of(words.getFirst());
                if (kind.isPresent() && kind.get().stricterThan(strictest.kind()) && kind.get() != VerbKind.EXECUTE) {
                    strictest = strictest.with(kind.get(), "`" + parameter.path() + "` can be `" + choice + "`");
                }
            }
        }
        return strictest;
    }
}
