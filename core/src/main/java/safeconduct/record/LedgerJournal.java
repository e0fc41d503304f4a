package safeconduct.record;

import java.util.function.Consumer;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;

/** The journal on a ledger. */
public final class LedgerJournal implements Journal {

    private final Ledger ledger;
    private final Time time;

    public LedgerJournal(Ledger ledger, Time time) {
        this.ledger = ledger;
        this.time = time;
    }

    @Override
    public long append(Event event) {
        try {
            return ledger.append(RecordCodec.encode(time.now(), event));
        } catch (LedgerFault fault) {
            throw fault(fault);
        }
    }

    @Override
    public long size() {
        return ledger.size();
    }

    @Override
    public Recorded read(long index) {
        try {
            return RecordCodec.decode(index, ledger.read(index));
        } catch (LedgerFault fault) {
            throw fault(fault);
        }
    }

    @Override
    public void scan(long from, long to, Consumer<Recorded> consumer) {
        try {
            ledger.forEach(
                    from,
                    Math.min(to, ledger.size()),
                    entry -> consumer.accept(RecordCodec.decode(entry.index(), entry.record())));
        } catch (LedgerFault fault) {
            throw fault(fault);
        }
    }

    private static Fault fault(LedgerFault fault) {
        Fault.Code code =
                switch (fault.code()) {
                    case INVALID, DROPPED -> Fault.Code.NOT_FOUND;
                    case FULL, LOCKED, UNAVAILABLE, CLOSED -> Fault.Code.UNAVAILABLE;
                    case DAMAGED -> Fault.Code.INTERNAL;
                };
        return new Fault(code, "the ledger: " + fault.getMessage(), fault);
    }
}
