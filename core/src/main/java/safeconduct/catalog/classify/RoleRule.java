package safeconduct.catalog.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * Says what a parameter decides. Its last word weighs most ({@code new_email_address}: address), then whole name, then the
 * words before; type, format and choices decide where words cannot. In a tool that reads, people and places only select;
 * in one that makes something new, its name is content.
 */
final class RoleRule {

    /** Nouns of addresses to which a request goes, in whatever tool they stand. */
    private static final Set<String> REMOTE = Set.of(
            "url",
            "uri",
            "href",
            "link",
            "endpoint",
            "webhook",
            "callback",
            "host",
            "hostname",
            "remote",
            "proxy",
            "website");

    /** Goes out with a request, even with one that only reads. */
    private static final Set<String> CARRIED = Set.of("header", "headers", "body", "payload", "data", "attachments");

    private static final Set<String> CREATES =
            Set.of("create", "add", "new", "make", "generate", "insert", "register", "build", "init");
    private static final Set<String> NAMING =
            Set.of("name", "title", "label", "filename", "file_name", "key", "tag", "slug");

    private static final Set<String> GRANTS = Set.of("grant", "authorize", "permit", "promote", "elevate");
    private static final Set<String> STORES = Set.of("write", "save", "store", "export", "download");
    private static final Set<String> CARRIES = Set.of("upload", "copy", "move", "clone");

    private final Action action;
    private final Subject subject;

    RoleRule(Action action, Subject subject) {
        this.action = action;
        this.subject = subject;
    }

    /** What one parameter is. */
    record Verdict(Role role, boolean outward, String reason) {}

    Verdict of(Parameter parameter) {
        List<String> words = parameter.words();
        if (parameter.only("boolean")) {
            return plain(Role.OTHER, "a switch");
        }
        Optional<Verdict> special = special(parameter, words);
        if (special.isPresent()) {
            return special.get();
        }
        String group = ParameterWords.group(words);
        if (parameter.chosen() && !group.equals("destination") && !group.equals("credential")) {
            return plain(Role.OTHER, "one of a few choices");
        }
        if (parameter.only("integer", "number")
                && Set.of("content", "code", "destination").contains(group)) {
            return plain(group.equals("destination") ? Role.SELECTOR : Role.OTHER, "a number");
        }
        return switch (group) {
            case "credential" -> plain(Role.CREDENTIAL, "named like a secret");
            case "paging" -> plain(Role.OTHER, "shapes the answer");
            case "code" -> code(words);
            case "amount" -> plain(amount() ? Role.AMOUNT : Role.OTHER, "an amount");
            case "destination" -> destination(words);
            case "place" -> place(words);
            case "content" -> content(words);
            case "selector" -> selector(words);
            default -> unknown(parameter);
        };
    }

    private Optional<Verdict> special(Parameter parameter, List<String> words) {
        String name = String.join("_", words);
        switch (parameter.format()) {
            case "uri", "url", "uri-reference", "hostname", "ipv4", "ipv6" -> {
                return Optional.of(new Verdict(Role.DESTINATION, true, "format " + parameter.format()));
            }
            case "date", "date-time", "time", "duration" -> {
                return Optional.of(plain(Role.OTHER, "format " + parameter.format()));
            }
            case "email" -> {
                return Optional.of(destination(List.of("email")));
            }
            case "password" -> {
                return Optional.of(plain(Role.CREDENTIAL, "format password"));
            }
            default -> {
                // Other formats say nothing about the role.
            }
        }
        boolean makes = CREATES.contains(action.verb()) && !words.isEmpty();
        if (makes && (NAMING.contains(name) || names(words))) {
            return Optional.of(plain(Role.CONTENT, "names what is new"));
        }
        return Optional.empty();
    }

    /** {@code branch_name} in {@code create_branch}; not the name of something else. */
    private boolean names(List<String> words) {
        return words.size() == 2
                && words.get(1).equals("name")
                && action.object().stream().map(Names::singular).anyMatch(words.get(0)::equals);
    }

    private boolean database() {
        return action.kind() == VerbKind.READ
                && Stream.of("sql", "database", "db", "table").anyMatch(subject.nouns()::contains);
    }

    private boolean amount() {
        return !action.kind().reads() || (action.kind() == VerbKind.COMPUTE && subject.is("public"));
    }

    private Verdict code(List<String> words) {
        if (words.equals(List.of("code"))
                && action.kind().reads()
                && action.verb().matches("get|lookup|find|list|search")) {
            return plain(Role.SELECTOR, "a code that is looked up");
        }
        boolean text = action.kind() == VerbKind.COMPUTE && words.getLast().equals("code");
        return text ? plain(Role.CONTENT, "code that is looked at") : plain(Role.CODE, "named like code");
    }

    private Verdict destination(List<String> words) {
        if (words.stream().map(Names::singular).anyMatch(REMOTE::contains)) {
            return new Verdict(Role.DESTINATION, true, "an address to which a request goes");
        }
        if (action.kind().reads()) {
            return plain(Role.SELECTOR, "selects in what is read");
        }
        if (action.kind() == VerbKind.DELETE) {
            return plain(Role.SELECTOR, "selects what is taken away");
        }
        return new Verdict(Role.DESTINATION, true, "people or places that are reached");
    }

    private Verdict place(List<String> words) {
        boolean output = words.stream()
                .anyMatch(word -> Set.of("output", "dest", "destination", "save", "outputdir", "outputpath", "download")
                        .contains(word));
        if (output && action.kind() == VerbKind.SEND) {
            return new Verdict(Role.DESTINATION, true, "where something goes");
        }
        if (output && (words.size() > 1 || !action.kind().reads())) {
            return plain(Role.DESTINATION, "where something is put");
        }
        return switch (action.kind()) {
            case READ, COMPUTE, DELETE, EXECUTE, ADMIN -> plain(Role.SELECTOR, "which place is meant");
            case CHANGE ->
                plain(
                        action.verb().equals("write") || action.verb().equals("put") ? Role.DESTINATION : Role.SELECTOR,
                        "which place is meant");
            case KEEP, SEND -> plain(places(words) ? Role.DESTINATION : Role.SELECTOR, "where something is put");
        };
    }

    /** Whether a place is one where something new is put; a file that is uploaded or copied is what is taken. */
    private boolean places(List<String> words) {
        boolean file = words.contains("file") || words.contains("filename");
        return CREATES.contains(action.verb())
                || STORES.contains(action.verb())
                || (CARRIES.contains(action.verb()) && !file);
    }

    private Verdict content(List<String> words) {
        if (action.kind() == VerbKind.READ && words.stream().noneMatch(CARRIED::contains)) {
            return plain(Role.SELECTOR, "selects in what is read");
        }
        return plain(Role.CONTENT, "text or values");
    }

    private Verdict selector(List<String> words) {
        if (words.equals(List.of("query")) && (action.kind() == VerbKind.EXECUTE || database())) {
            return plain(Role.CODE, "a query that is run");
        }
        boolean user = words.stream()
                .map(Names::singular)
                .anyMatch(Set.of("user", "username", "member", "account", "person")::contains);
        if ((action.kind() == VerbKind.SEND || GRANTS.contains(action.verb())) && user) {
            return new Verdict(Role.DESTINATION, true, "people that are reached");
        }
        if (CREATES.contains(action.verb()) && Words.PARAMETERS.has("attribute", String.join("_", words))) {
            return plain(Role.CONTENT, "a property of what is new");
        }
        return plain(Role.SELECTOR, "says which");
    }

    private Verdict unknown(Parameter parameter) {
        if (parameter.only("integer", "number")) {
            return plain(Role.OTHER, "a number");
        }
        if (parameter.types().contains("object")
                || (parameter.types().isEmpty() && !action.kind().reads())) {
            return plain(action.kind() == VerbKind.READ ? Role.OTHER : Role.CONTENT, "a structure");
        }
        return plain(Role.SELECTOR, "not known: taken for what says which");
    }

    private static Verdict plain(Role role, String reason) {
        return new Verdict(role, false, reason);
    }
}
