package safeconduct.ledger.note;

import safeconduct.ledger.LedgerFault;

/** The rule for the name of a key, which for a log's key is also the log's origin. */
final class KeyName {

    static final int LENGTH_MAX = 255;

    private KeyName() {}

    /** The same name, or a fault when it cannot be one. */
    static String check(String name) {
        boolean good = !name.isEmpty()
                && name.length() <= LENGTH_MAX
                && name.codePoints().noneMatch(KeyName::isForbidden);
        if (!good) {
            throw LedgerFault.invalid("malformed key name `" + name + "`, expected no space, `+` or control character");
        }
        return name;
    }

    private static boolean isForbidden(int point) {
        return point == '+'
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || Character.getType(point) == Character.SURROGATE;
    }
}
