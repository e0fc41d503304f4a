package safeconduct.bench.call;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Sends calls and takes the time; each must be answered with the tool's text, or the benchmark ends. */
record Calls(HttpClient http) {

    /** One after the other. The requests are signed before the clock runs: what is measured is the way there and back. */
    List<Long> latencies(int count, Supplier<HttpRequest> maker) throws IOException, InterruptedException {
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(maker.get());
        }
        List<Long> nanos = new ArrayList<>(count);
        for (HttpRequest request : requests) {
            long began = System.nanoTime();
            must(request);
            nanos.add(System.nanoTime() - began);
        }
        return nanos;
    }

    /** Calls per second of so many at once; signing counts here. */
    double rate(int workers, int each, Supplier<HttpRequest> maker) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        must(maker.get());
                    }
                    return each;
                }));
            }
            for (Future<Integer> one : running) {
                one.get();
            }
        }
        return workers * each * 1e9 / (System.nanoTime() - began);
    }

    /** Whether the call was answered by the target. */
    boolean passes(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 && response.body().contains("hello");
    }

    void must(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !response.body().contains("hello")) {
            throw new IllegalStateException(
                    "a call was not answered: " + response.statusCode() + " " + response.body());
        }
    }
}
