package safeconduct.call;

import java.util.concurrent.atomic.AtomicLong;
import safeconduct.kernel.Time;

/** Counts what one call uses, and draws it from the budgets. Thread-safe. */
final class Meter {

    private final BudgetBook budgets;
    private final BudgetBook.Spender spender;
    private final Time time;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** What the call has used. */
    record Used(long rows, long bytes) {}

    Meter(BudgetBook budgets, BudgetBook.Spender spender, Time time) {
        this.budgets = budgets;
        this.spender = spender;
        this.time = time;
    }

    long drawRows(long wanted) {
        long granted = budgets.drawRows(spender, wanted, time.now());
        rows.addAndGet(granted);
        return granted;
    }

    boolean drawBytes(long wanted) {
        boolean granted = budgets.drawBytes(spender, wanted, time.now());
        if (granted) {
            bytes.addAndGet(wanted);
        }
        return granted;
    }

    long rowsLeft() {
        return budgets.left(spender, time.now()).rows();
    }

    long bytesLeft() {
        return budgets.left(spender, time.now()).bytes();
    }

    Used used() {
        return new Used(rows.get(), bytes.get());
    }
}
