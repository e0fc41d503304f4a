package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;

/**
 * A directory in memory that does everything a disk may do: it fails, is full, writes half, and after the
 * power went it has any part of what was not synced, torn at any byte.
 */
final class SimulatedDisk implements Disk {

    /** The program stops here, in the middle of an operation. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What happens at one operation. */
    enum Fault {
        NONE,
        FAILS,
        FULL,
        HALF,
        POWER_CUT
    }

    /** A write that is not durable: bytes at a place, or a cut of the file to that place. */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Pending(long position, byte[] bytes, boolean cut) {}

    private static final class Content {
        byte[] durable = new byte[0];
        byte[] seen = new byte[0];
        /** Written since the last sync. */
        final List<Pending> pending = new ArrayList<>();
    }

    private final Random random;
    private Map<String, Content> names = new TreeMap<>();
    private Map<String, Content> durableNames = new HashMap<>();
    private final List<Map<String, Content>> namesSinceSync = new ArrayList<>();
    private int untilFault = Integer.MAX_VALUE;
    private Fault fault = Fault.NONE;
    private boolean off;
    private long operations;

    SimulatedDisk(Random random) {
        this.random = random;
    }

    /** After so many operations, this happens once. */
    void plan(int after, Fault what) {
        untilFault = after;
        fault = what;
    }

    long operations() {
        return operations;
    }

    /** The program was stopped, and everything that it wrote is still there. */
    void restart() {
        off = false;
        plan(Integer.MAX_VALUE, Fault.NONE);
    }

    /** The power came back: of what was not synced, any part is there. */
    void powerOn() {
        restart();
        int kept = random.nextInt(namesSinceSync.size() + 1);
        names = new TreeMap<>(kept == 0 ? durableNames : namesSinceSync.get(kept - 1));
        namesSinceSync.clear();
        durableNames = new HashMap<>(names);
        for (Content content : new java.util.LinkedHashSet<>(names.values())) {
            content.pending.forEach(write -> maybe(content, write));
            content.pending.clear();
            content.seen = content.durable.clone();
        }
    }

    private void maybe(Content content, Pending write) {
        switch (random.nextInt(3)) {
            case 0 -> content.durable = apply(content.durable, write);
            case 1 -> content.durable = apply(content.durable, torn(write));
            default -> {
                // It never came to the disk.
            }
        }
    }

    /** Any piece of a write; the rest of its place keeps what was there. */
    private Pending torn(Pending write) {
        int length = write.bytes.length;
        int from = random.nextBoolean() ? 0 : random.nextInt(length + 1);
        int to = from + random.nextInt(length - from + 1);
        return new Pending(write.position + from, Arrays.copyOfRange(write.bytes, from, to), write.cut);
    }

    private static byte[] apply(byte[] before, Pending write) {
        if (write.cut) {
            return write.position < before.length ? Arrays.copyOf(before, (int) write.position) : before;
        }
        if (write.bytes.length == 0) {
            return before;
        }
        int end = (int) write.position + write.bytes.length;
        byte[] after = end > before.length ? Arrays.copyOf(before, end) : before;
        System.arraycopy(write.bytes, 0, after, (int) write.position, write.bytes.length);
        return after;
    }

    /** Every file as a program sees it. */
    Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        names.forEach((name, content) -> files.put(name, content.seen.clone()));
        return files;
    }

    private Fault next() {
        operations++;
        if (off) {
            throw new PowerCut();
        }
        if (untilFault-- > 0) {
            return Fault.NONE;
        }
        untilFault = Integer.MAX_VALUE;
        return fault;
    }

    private void cutPower() {
        off = true;
        throw new PowerCut();
    }

    private static void fail(Fault fault) {
        var code = fault == Fault.FULL ? LedgerFault.Code.FULL : LedgerFault.Code.UNAVAILABLE;
        throw new LedgerFault(code, "simulated " + fault);
    }

    /** For operations that happen or do not. */
    private void whole(Runnable operation) {
        Fault now = next();
        if (now == Fault.NONE || random.nextBoolean()) {
            operation.run(); // One that fails may still have happened.
        }
        if (now == Fault.POWER_CUT) {
            cutPower();
        } else if (now != Fault.NONE) {
            fail(now);
        }
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public DiskFile open(String name) {
        if (!names.containsKey(name)) {
            whole(() -> change(() -> names.put(name, new Content())));
        }
        return new File(names.get(name));
    }

    @Override
    public void rename(String from, String to) {
        whole(() -> change(() -> names.put(to, names.remove(from))));
    }

    @Override
    public void delete(String name) {
        whole(() -> change(() -> names.remove(name)));
    }

    private void change(Runnable operation) {
        operation.run();
        namesSinceSync.add(new HashMap<>(names));
    }

    @Override
    public void syncDirectory() {
        Fault now = next();
        if (now == Fault.POWER_CUT) {
            cutPower();
        } else if (now != Fault.NONE) {
            fail(now);
        }
        durableNames = new HashMap<>(names);
        namesSinceSync.clear();
    }

    @Override
    public void close() {}

    private final class File implements DiskFile {

        private final Content content;

        File(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer buffer, long position) {
            int count = (int) Math.max(0, Math.min(buffer.remaining(), content.seen.length - position));
            if (count > 0) {
                buffer.put(content.seen, (int) position, count);
            }
            return count;
        }

        @Override
        public void write(ByteBuffer buffer, long position) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            var write = new Pending(position, bytes, false);
            Fault now = next();
            if (now == Fault.HALF || now == Fault.POWER_CUT) {
                write = torn(write);
            }
            if (now == Fault.NONE || now == Fault.HALF || now == Fault.POWER_CUT) {
                add(write);
            }
            if (now == Fault.POWER_CUT) {
                cutPower();
            } else if (now != Fault.NONE) {
                fail(now);
            }
        }

        private void add(Pending write) {
            content.pending.add(write);
            content.seen = apply(content.seen, write);
        }

        @Override
        public void force() {
            Fault now = next();
            if (now == Fault.POWER_CUT) {
                cutPower();
            } else if (now != Fault.NONE) {
                // Any part came to the disk; the rest stays in memory, and no later sync brings it there.
                content.pending.forEach(write -> maybe(content, write));
                content.pending.clear();
                fail(now);
            }
            content.pending.forEach(write -> content.durable = apply(content.durable, write));
            content.pending.clear();
        }

        @Override
        public long size() {
            return content.seen.length;
        }

        @Override
        public void truncate(long size) {
            whole(() -> add(new Pending(size, new byte[0], true)));
        }

        @Override
        public void close() {}
    }
}
