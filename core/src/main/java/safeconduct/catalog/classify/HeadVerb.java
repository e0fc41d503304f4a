package safeconduct.catalog.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * The verb that a description begins with: {@code Sends a mail …}, {@code This tool can be used to delete …}, {@code Create,
 * update or delete …} (the strictest of them).
 */
record HeadVerb(VerbKind kind, String verb, boolean plain) {

    private static final int LOOKED_AT = 12;
    private static final int TOOL_WITHIN = 5;

    private static final Set<String> JOINTS = Set.of("and", "or", "then", "also", "to");

    /** The one at the head of the sentence, if there is one. */
    static Optional<HeadVerb> of(String sentence) {
        Optional<HeadVerb> request = request(sentence);
        if (request.isPresent()) {
            return request;
        }
        List<String> words = Names.words(sentence);
        int at = 0;
        boolean filled = false;
        while (at < words.size() && at < LOOKED_AT && Words.GRAMMAR.has("filler", words.get(at))) {
            filled = true;
            at++;
        }
        if (at == 0 && words.subList(0, Math.min(words.size(), TOOL_WITHIN)).contains("tool")) {
            at = words.indexOf("tool");
            while (at < words.size() && at < LOOKED_AT && Words.GRAMMAR.has("filler", words.get(at))) {
                filled = true;
                at++;
            }
        }
        Optional<HeadVerb> first = verb(words, at, filled);
        int from = at;
        return first.map(verb -> strictest(verb, words, from));
    }

    /** {@code Perform an HTTP PUT request}. */
    private static Optional<HeadVerb> request(String sentence) {
        List<String> words = Names.words(sentence);
        int http = words.subList(0, Math.min(words.size(), LOOKED_AT)).indexOf("http");
        if (http < 0 || http + 1 >= words.size()) {
            return Optional.empty();
        }
        String method = words.get(http + 1);
        return switch (method) {
            case "get", "head", "options" -> Optional.of(new HeadVerb(VerbKind.READ, method, true));
            case "put", "post", "patch" -> Optional.of(new HeadVerb(VerbKind.SEND, method, true));
            case "delete" -> Optional.of(new HeadVerb(VerbKind.DELETE, method, true));
            default -> Optional.empty();
        };
    }

    private static Optional<HeadVerb> verb(List<String> words, int at, boolean filled) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        for (String base : Names.bases(words.get(at))) {
            Optional<VerbKind> kind = VerbKind.of(base);
            if (Words.GRAMMAR.has("light", base)) {
                Optional<HeadVerb> what = noun(words, at + 1);
                if (what.isPresent()) {
                    return what;
                }
            }
            if (kind.isPresent()) {
                boolean strong = kind.get().strong(base);
                // "Lists …", "Orders the …" are verbs; "Order history of …" is not.
                boolean form = filled
                        || !base.equals(words.get(at))
                        || (at + 1 < words.size() && Words.GRAMMAR.has("article", words.get(at + 1)));
                if (strong || form) {
                    return Optional.of(new HeadVerb(kind.get(), base, strong && form));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<HeadVerb> noun(List<String> words, int from) {
        boolean program = words.subList(Math.min(from, words.size()), Math.min(words.size(), from + 4)).stream()
                .anyMatch(word -> Words.GRAMMAR.has("program", word));
        boolean reads = words.contains("select") || words.contains("readonly") || words.contains("only");
        if (program && !reads) {
            return Optional.empty();
        }
        for (int i = from; i < Math.min(words.size(), from + 4); i++) {
            String word = words.get(i);
            Optional<VerbKind> kind = VerbKind.of(Names.singular(word));
            if (kind.isPresent() && !Words.GRAMMAR.has("article", word) && kind.get() != VerbKind.EXECUTE) {
                return Optional.of(new HeadVerb(kind.get(), word, true));
            }
        }
        return Optional.empty();
    }

    private static HeadVerb strictest(HeadVerb first, List<String> words, int from) {
        HeadVerb strictest = first;
        for (int i = from + 1; i < Math.min(words.size(), from + 6); i++) {
            boolean joined = JOINTS.contains(words.get(i - 1)) || i == from + 1;
            String base = Names.singular(words.get(i));
            Optional<VerbKind> kind = VerbKind.of(base);
            if (joined
                    && kind.isPresent()
                    && kind.get().strong(base)
                    && kind.get().stricterThan(strictest.kind())) {
                strictest = new HeadVerb(kind.get(), base, first.plain());
            }
        }
        return strictest;
    }
}
