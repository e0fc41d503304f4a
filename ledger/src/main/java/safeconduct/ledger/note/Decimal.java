package safeconduct.ledger.note;

import safeconduct.ledger.LedgerFault;

/** Decimal numbers from 0 in their one spelling: no sign, no leading zero. */
public final class Decimal {

    private Decimal() {}

    /** Reads a number, or faults. */
    public static long parse(String text) {
        if (text.matches("0|[1-9][0-9]{0,18}")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLarge) {
                throw new LedgerFault(LedgerFault.Code.INVALID, "number `" + text + "` is too large", tooLarge);
            }
        }
        throw LedgerFault.invalid("malformed number `" + text + "`, expected a decimal without leading zero");
    }
}
