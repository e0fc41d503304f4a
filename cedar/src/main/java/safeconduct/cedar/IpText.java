package safeconduct.cedar;

import org.jspecify.annotations.Nullable;

/** Reads and writes addresses strictly: no octal, no zone, no names. */
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    static @Nullable IpValue v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        long address = 0;
        for (String part : parts) {
            boolean plain = part.length() <= 3 && !(part.startsWith("0") && part.length() > 1);
            int octet = plain ? Digits.number(part, 0, part.length()) : -1;
            if (octet < 0 || octet > 255) {
                return null;
            }
            address = address << 8 | octet;
        }
        return new IpValue(false, 0, address, 32);
    }

    static String v4(long address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    static @Nullable IpValue v6(String text) {
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return read(text, groups, 0) == GROUPS ? address(groups) : null;
        }
        int before = read(text.substring(0, gap), groups, 0);
        int[] tail = new int[GROUPS];
        int after = before < 0 ? -1 : read(text.substring(gap + 2), tail, 0);
        if (after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return address(groups);
    }

    /** How many groups were read, or -1. */
    private static int read(String text, int[] groups, int from) {
        if (text.isEmpty()) {
            return from;
        }
        int count = from;
        for (String part : text.split(":", -1)) {
            if (count == GROUPS || part.isEmpty() || part.length() > 4) {
                return -1;
            }
            int group = 0;
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                int digit = c < 128 ? Character.digit(c, 16) : -1;
                if (digit < 0) {
                    return -1;
                }
                group = group << 4 | digit;
            }
            groups[count++] = group;
        }
        return count;
    }

    private static IpValue address(int[] g) {
        long high = (long) g[0] << 48 | (long) g[1] << 32 | (long) g[2] << 16 | g[3];
        long low = (long) g[4] << 48 | (long) g[5] << 32 | (long) g[6] << 16 | g[7];
        return new IpValue(true, high, low, 128);
    }

    static String v6(long high, long low) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? high : low;
            out.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (i & 3)) & 0xffff));
        }
        return out.toString();
    }
}
