package safeconduct.catalog.classify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/** Says how far a call goes that fills none of the outward parameters. What is not known is open. */
final class ReachRule {

    private static final Set<String> MAKES = Set.of(
            "create",
            "add",
            "make",
            "new",
            "write",
            "insert",
            "append",
            "update",
            "edit",
            "modify",
            "set",
            "put",
            "schedule",
            "upload",
            "open",
            "start",
            "register",
            "change",
            "resolve",
            "unresolve",
            "assign",
            "reopen",
            "amend",
            "merge",
            "convert",
            "complete",
            "process",
            "finalize");

    private ReachRule() {}

    /** A reach and why. */
    record Verdict(Reach reach, String reason) {}

    static Verdict of(ToolDescription tool, Action action, Subject subject, Map<String, Role> roles) {
        if (!subject.named() && outside(tool).isEmpty() && onlyPlaces(roles)) {
            return closed("it is given nothing but places in the owner's files");
        }
        if (shared(roles)) {
            return open("names a place by `owner` and `repo`, which may be anyone's");
        }
        return switch (action.kind()) {
            case READ -> read(tool, action, subject);
            case COMPUTE -> compute(tool, subject);
            case SEND ->
                action.object().contains("draft")
                        ? closed("a draft is not sent")
                        : open("`" + action.verb() + "` gets something out");
            case KEEP, CHANGE -> write(tool, action, subject);
            case DELETE, ADMIN -> known(subject);
            case EXECUTE -> roles.containsValue(Role.CODE) ? open("code that runs can reach anything") : known(subject);
        };
    }

    private static Verdict read(ToolDescription tool, Action action, Subject subject) {
        if (subject.is("public")) {
            return open(subject.reason() + " is asked of others");
        }
        String said = outside(tool);
        if (!said.isEmpty()) {
            return open("description says `" + said + "`");
        }
        if (subject.group().isPresent()) {
            return closed(subject.reason() + " is the owner's");
        }
        if (Words.VERBS.has("web", action.verb())) {
            return open("`" + action.verb() + "` goes out");
        }
        return open(subject.reason());
    }

    private static Verdict compute(ToolDescription tool, Subject subject) {
        String said = outside(tool);
        if (!said.isEmpty() || subject.is("public")) {
            return open("computed from what others know");
        }
        return closed("computed from its arguments");
    }

    private static Verdict write(ToolDescription tool, Action action, Subject subject) {
        boolean draft = action.object().contains("draft");
        if (!draft && MAKES.contains(action.verb()) && !Words.VERBS.has("filing", action.verb())) {
            List<String> words = action.object();
            for (String term : Names.terms(words)) {
                boolean last = !words.isEmpty() && term.equals(Names.singular(words.getLast()));
                if (Words.NOUNS.means("shared", term, last)) {
                    return open("others see a `" + term + "`");
                }
            }
        }
        String said = outside(tool);
        if (!said.isEmpty()) {
            return open("description says `" + said + "`");
        }
        if (subject.is("own") || subject.is("mixed")) {
            return closed(subject.reason() + " is the owner's");
        }
        if (Words.VERBS.has("filing", action.verb()) && action.known()) {
            return closed("`" + action.verb() + "` is seen by nobody else");
        }
        return open(subject.group().isPresent() ? subject.reason() + " is of others" : subject.reason());
    }

    private static Verdict known(Subject subject) {
        return subject.is("own") || subject.is("mixed")
                ? closed(subject.reason() + " is the owner's")
                : open(subject.reason());
    }

    private static boolean shared(Map<String, Role> roles) {
        return roles.containsKey("owner") && (roles.containsKey("repo") || roles.containsKey("repository"));
    }

    private static boolean onlyPlaces(Map<String, Role> roles) {
        List<String> told = roles.entrySet().stream()
                .filter(role -> role.getValue() != Role.OTHER)
                .map(Map.Entry::getKey)
                .toList();
        return !told.isEmpty() && told.stream().allMatch(ReachRule::place);
    }

    private static boolean place(String path) {
        List<String> words = Names.words(path);
        return !words.isEmpty()
                && Set.of("path", "paths", "filepath", "dir", "directory", "folder", "filename", "file", "files")
                        .contains(words.getLast());
    }

    private static String outside(ToolDescription tool) {
        for (String word : Names.words(tool.name() + " " + Names.firstSentence(tool.description()))) {
            if (Words.GRAMMAR.has("outside", word)) {
                return word;
            }
        }
        return "";
    }

    /** Whether the owner can take a call back, and nothing is lost. */
    static boolean reversible(Action action, Reach reach) {
        if (action.kind().effect() == Effect.READ) {
            return true;
        }
        boolean loses = Set.of(
                        "write",
                        "overwrite",
                        "replace",
                        "set",
                        "put",
                        "reset",
                        "revert",
                        "rollback",
                        "squash",
                        "rebase",
                        "merge")
                .contains(action.verb());
        return switch (action.kind()) {
            case KEEP -> reach == Reach.CLOSED || Words.VERBS.has("filing", action.verb());
            case CHANGE -> reach == Reach.CLOSED && action.known() && !loses;
            default -> false;
        };
    }

    static Verdict open(String reason) {
        return new Verdict(Reach.OPEN, reason);
    }

    private static Verdict closed(String reason) {
        return new Verdict(Reach.CLOSED, reason);
    }
}
