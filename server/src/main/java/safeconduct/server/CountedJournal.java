package safeconduct.server;

import java.util.function.Consumer;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.Recorded;

/** Tells someone of each record, once it is durable. */
record CountedJournal(Journal inner, Consumer<Event> told) implements Journal {

    @Override
    public long append(Event event) {
        long index = inner.append(event);
        told.accept(event);
        return index;
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public Recorded read(long index) {
        return inner.read(index);
    }

    @Override
    public void scan(long from, long to, Consumer<Recorded> consumer) {
        inner.scan(from, to, consumer);
    }
}
