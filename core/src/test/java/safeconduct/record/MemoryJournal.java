package safeconduct.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/** Keeps records in memory, through the real codec; can be told to fail. */
public final class MemoryJournal implements Journal {

    private final Time time;
    private final List<byte[]> records = new ArrayList<>();
    private volatile boolean broken;

    public MemoryJournal(Time time) {
        this.time = time;
    }

    /** From now on nothing can be appended. */
    public void breakDown() {
        broken = true;
    }

    public void mend() {
        broken = false;
    }

    @Override
    public synchronized long append(Event event) {
        if (broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the ledger is away");
        }
        records.add(RecordCodec.encode(time.now(), event));
        return records.size() - 1L;
    }

    @Override
    public synchronized long size() {
        return records.size();
    }

    @Override
    public synchronized Recorded read(long index) {
        return RecordCodec.decode(index, records.get(Math.toIntExact(index)));
    }

    @Override
    public void scan(long from, long to, Consumer<Recorded> consumer) {
        for (long index = from; index < Math.min(to, size()); index++) {
            consumer.accept(read(index));
        }
    }

    /** All events of one type, in order. */
    public <T extends Event> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        scan(0, size(), recorded -> {
            if (type.isInstance(recorded.event())) {
                found.add(type.cast(recorded.event()));
            }
        });
        return found;
    }
}
