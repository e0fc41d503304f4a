package safeconduct.bench.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import safeconduct.api.ContainmentView;
import safeconduct.api.Endpoints;

/** Kills a task that is calling without pause, and asks the target when the last call came. */
record Kills(Site site, Calls calls, Echo target) {

    private static final int WORKERS = 4;
    private static final int CALLS_BEFORE = 40;

    /**
     * Nanoseconds from sending the request to kill.
     *
     * @param last to the last call that reached the target; 0 when none came after the request
     * @param answered to the answer, which comes when every credential is dead
     */
    record Kill(long last, long answered) {}

    Kill kill() throws InterruptedException, ExecutionException {
        MeasuredTask task = MeasuredTask.open(site, calls.http(), "plain");
        Semaphore done = new Semaphore(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int w = 0; w < WORKERS; w++) {
                running.add(threads.submit(() -> untilRefused(task, done)));
            }
            done.acquire(CALLS_BEFORE);
            long sent = System.nanoTime();
            site.admin()
                    .post(
                            Endpoints.KILL,
                            new ContainmentView.Kill("task", task.client().task(), "measured"),
                            ContainmentView.Killed.class);
            long answered = System.nanoTime() - sent;
            for (Future<Integer> one : running) {
                one.get();
            }
            return new Kill(Math.max(0, target.lastCall.get() - sent), answered);
        }
    }

    private int untilRefused(MeasuredTask task, Semaphore done) throws IOException, InterruptedException {
        int passed = 0;
        while (calls.passes(task.call())) {
            passed++;
            done.release();
        }
        done.release(CALLS_BEFORE); // Nobody waits for calls that come no more.
        return passed;
    }
}
