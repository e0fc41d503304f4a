package safeconduct.flow.trace;

import java.util.Arrays;

/** A bounded set of 64-bit numbers; when it is full it holds everything, so that it errs on the strict side only. */
final class LongSet {

    private final int limit;
    private long[] table = new long[64];
    private int size;
    private boolean zero;

    /** @param limit a power of two; the table takes 16 bytes for each number at most */
    LongSet(int limit) {
        this.limit = limit;
    }

    void add(long number) {
        if (number == 0) {
            zero = true;
            return;
        }
        if (size >= limit || !put(table, number)) {
            return;
        }
        size++;
        if (size * 2 > table.length && size < limit) {
            long[] wider = new long[table.length * 2];
            for (long old : table) {
                if (old != 0) {
                    put(wider, old);
                }
            }
            table = wider;
        }
    }

    private static boolean put(long[] table, long number) {
        int mask = table.length - 1;
        int at = slot(number) & mask;
        while (table[at] != 0) {
            if (table[at] == number) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = number;
        return true;
    }

    boolean has(long number) {
        if (full() || number == 0) {
            return full() || zero;
        }
        int mask = table.length - 1;
        int at = slot(number) & mask;
        while (table[at] != 0) {
            if (table[at] == number) {
                return true;
            }
            at = (at + 1) & mask;
        }
        return false;
    }

    boolean full() {
        return size >= limit;
    }

    int size() {
        return size;
    }

    private static int slot(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public String toString() {
        return size + " of " + limit + " numbers in " + Arrays.stream(table).count() + " places";
    }
}
