package safeconduct.bench.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Lets those who wait share one commit, as the ledger does: so that what is compared is what lies below. */
final class Grouped {

    private final Consumer<List<byte[]>> commit;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> queue = new ArrayDeque<>();
    private boolean led;

    private static final class Waiter {
        final byte[] record;
        final Thread thread = Thread.currentThread();
        volatile boolean leads;
        volatile boolean done;

        Waiter(byte[] record) {
            this.record = record;
        }
    }

    Grouped(Consumer<List<byte[]>> commit) {
        this.commit = commit;
    }

    void append(byte[] record) {
        var waiter = new Waiter(record);
        enter(waiter);
        while (!waiter.leads && !waiter.done) {
            LockSupport.park(this);
        }
        if (!waiter.done) {
            lead();
        }
    }

    private void enter(Waiter waiter) {
        lock.lock();
        try {
            queue.add(waiter);
            waiter.leads = !led;
            led = true;
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<Waiter> group = takeAll();
        commit.accept(group.stream().map(waiter -> waiter.record).toList());
        handOver();
        for (Waiter waiter : group) {
            waiter.done = true;
            LockSupport.unpark(waiter.thread);
        }
    }

    private List<Waiter> takeAll() {
        lock.lock();
        try {
            var group = new ArrayList<>(queue);
            queue.clear();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        lock.lock();
        try {
            Waiter next = queue.peekFirst();
            led = next != null;
            if (next != null) {
                next.leads = true;
                LockSupport.unpark(next.thread);
            }
        } finally {
            lock.unlock();
        }
    }
}
