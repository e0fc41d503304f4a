package safeconduct.catalog.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/** What the parameters tell of an effect that the words of a tool did not tell. It can only become stricter. */
final class Raising {

    private static final Set<String> PUTS = Set.of("output", "dest", "destination", "save", "download");
    private static final Set<String> CHOOSES = Set.of("method", "action", "operation", "command", "verb", "op");

    private static final Set<String> RUN =
            Set.of("sql", "javascript", "js", "python", "script", "shell", "bash", "command", "cmd", "cypher");
    private static final Set<String> HARMLESS = Set.of("readonly", "select", "dry");

    /** Verbs that compute something out of an argument, but change a file when they are given one. */
    private static final Set<String> REWORKS =
            Set.of("format", "optimize", "normalize", "transform", "convert", "encode", "sort");

    private static final Set<String> PICKS = Set.of("select", "check", "pick", "choose");
    private static final Set<String> CONTROLS = Set.of("element", "dropdown", "checkbox", "combobox");

    private Raising() {}

    static Action of(ToolDescription tool, Action action, List<Parameter> parameters) {
        Action raised = action;
        List<String> said = Names.words(Names.firstSentence(tool.description()));
        if (action.kind().reads() && said.stream().noneMatch(HARMLESS::contains)) {
            raised = runs(raised, said, parameters);
        }
        if (action.verb().equals("generate")
                && Names.terms(action.object()).stream().anyMatch(Raising::made)) {
            raised = raised.with(VerbKind.KEEP, "what it makes is kept");
        }
        if (raised.kind().reads()
                && REWORKS.contains(raised.verb())
                && parameters.stream().anyMatch(Raising::place)) {
            raised = raised.with(VerbKind.CHANGE, "it works on a file");
        }
        if (raised.kind().reads()
                && PICKS.contains(raised.verb())
                && said.stream().anyMatch(CONTROLS::contains)) {
            raised = raised.with(VerbKind.CHANGE, "it works on a page");
        }
        for (Parameter parameter : parameters) {
            if (raised.kind().reads() && puts(parameter)) {
                raised = raised.with(VerbKind.KEEP, "it puts something at `" + parameter.path() + "`");
            }
            raised = chosen(raised, parameter);
        }
        return raised;
    }

    /** Reading by means of a language in which everything can be said is running it, unless it is said to be read only. */
    private static Action runs(Action action, List<String> said, List<Parameter> parameters) {
        if (action.verb().equals("evaluate") && said.stream().anyMatch(RUN::contains)) {
            return action.with(VerbKind.EXECUTE, "what it evaluates is a program");
        }
        if (action.kind() == VerbKind.READ) {
            for (Parameter parameter : parameters) {
                if (RUN.contains(parameter.name().toLowerCase(Locale.ROOT)) && !parameter.chosen()) {
                    return action.with(VerbKind.EXECUTE, "`" + parameter.path() + "` is run");
                }
            }
        }
        return action;
    }

    private static boolean place(Parameter parameter) {
        return ParameterWords.group(parameter.words()).equals("place");
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
