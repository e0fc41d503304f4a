package safeconduct.cedar.official;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a text a little, so that it is nearly Cedar. */
final class Mutation {
    private static final Pattern TOKEN = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|\\w+|::|==|&&|\\|\\||[^\\s\\w]");
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            ".",
            "::",
            "==",
            "!=",
            "<",
            ">=",
            "=",
            "&&",
            "||",
            "!",
            "-",
            "+",
            "*",
            "/",
            "%",
            "@",
            ":",
            "if",
            "then",
            "else",
            "in",
            "is",
            "has",
            "like",
            "true",
            "when",
            "unless",
            "principal",
            "action",
            "resource",
            "context",
            "permit",
            "__cedar",
            "?principal",
            "?x",
            "contains",
            "isEmpty",
            "ip",
            "decimal",
            "lessThan",
            "foo",
            "User",
            "1",
            "9223372036854775808",
            "\"a\"",
            "\"*\"",
            "\"\\x41\"",
            "\"\\u{110000}\"",
            "\"\\*\"",
            "User::\"x\"",
            "//",
            "// c\n",
            " ",
            "\u00a0",
            "\"",
            "\\",
            "#",
            "\r");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    String of(String text) {
        String changed = text;
        for (int i = random.nextInt(2); i >= 0; i--) {
            changed = once(changed);
        }
        return changed;
    }

    private String once(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return text;
        }
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        MatchResult other = tokens.get(random.nextInt(tokens.size()));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        String replacement =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> token.group() + " " + token.group();
                    case 2 -> piece + " " + token.group();
                    case 3 -> "(" + token.group() + ")";
                    case 4 -> other.group();
                    default -> piece;
                };
        return text.substring(0, token.start()) + replacement + text.substring(token.end());
    }
}
