package safeconduct.ledger.note;

import java.util.Base64;
import safeconduct.ledger.LedgerFault;

/** Standard base64 with padding, read in its one canonical spelling only. */
final class Base64Text {

    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new LedgerFault(LedgerFault.Code.INVALID, "malformed base64 `" + text + "`", malformed);
        }
        throw LedgerFault.invalid("base64 `" + text + "` is not in its canonical spelling");
    }
}
