package safeconduct.ledger.tile;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.ledger.LedgerFault;

/**
 * Where a tile or an entry bundle lies (c2sp.org/tlog-tiles):
 *
 * <pre>
 * tile/0/x001/x234/067          full tile 1234067 of level 0
 * tile/1/000.p/112              tile 0 of level 1, which has only 112 hashes yet
 * tile/entries/005.p/3          bundle 5, with 3 entries
 * </pre>
 *
 * @param level of the tile, or {@link #ENTRIES}
 * @param number counted from 0 on its level
 * @param width how many hashes or entries; 256 when full
 */
public record TilePath(int level, long number, int width) {

    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    /** How many hashes or entries a full one has. */
    public static final int WIDTH_MAX = 256;

    /** The root of the largest tree is in a tile of this level. */
    public static final int LEVEL_MAX = 63;

    private static final Pattern FORM =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Checks every part. */
    public TilePath {
        boolean good = level >= ENTRIES && level <= LEVEL_MAX && number >= 0 && width >= 1 && width <= WIDTH_MAX;
        if (!good) {
            throw LedgerFault.invalid(
                    "no tile of level `" + level + "`, number `" + number + "`, width `" + width + "`");
        }
    }

    /** Reads a path, in its only spelling. */
    public static TilePath parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (matcher.matches()) {
            int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
            var number = new BigInteger(matcher.group(2).replace("x", "").replace("/", ""));
            int width = matcher.group(3) == null ? WIDTH_MAX : Integer.parseInt(matcher.group(3));
            if (number.bitLength() < Long.SIZE) {
                return same(new TilePath(level, number.longValueExact(), width), path);
            }
        }
        throw malformed(path);
    }

    private static TilePath same(TilePath read, String path) {
        if (!read.toString().equals(path)) {
            throw malformed(path);
        }
        return read;
    }

    private static LedgerFault malformed(String path) {
        return LedgerFault.invalid("malformed tile path `" + path + "`, expected tile/L/NNN or tile/L/NNN.p/W");
    }

    /** True when nothing will ever be added to it. */
    public boolean isFull() {
        return width == WIDTH_MAX;
    }

    @Override
    public String toString() {
        var path = new StringBuilder(String.format("%03d", number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        String partial = isFull() ? "" : ".p/" + width;
        return "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + path + partial;
    }
}
