package safeconduct.flow.label;

/** What a letter after a backslash stands for; unknown ones for themselves. */
final class Escapes {

    private Escapes() {}

    static char of(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> letter;
        };
    }
}
