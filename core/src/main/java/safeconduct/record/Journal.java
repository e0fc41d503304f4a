package safeconduct.record;

import java.util.function.Consumer;

/** Where everything is written down, in order, for good. */
public interface Journal {

    /**
     * Durable when it returns.
     *
     * @return the index of the record
     * @throws safeconduct.kernel.Fault UNAVAILABLE when it could not be made durable; then it may not be acted upon
     */
    long append(Event event);

    /** How many there are. */
    long size();

    /**
     * One record.
     *
     * @throws safeconduct.kernel.Fault NOT_FOUND
     */
    Recorded read(long index);

    /** All from {@code from} to before {@code to}, in order. */
    void scan(long from, long to, Consumer<Recorded> consumer);
}
