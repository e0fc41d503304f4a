package safeconduct.bench.call;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import safeconduct.testkit.Program;
import safeconduct.testkit.ThrowawayPostgres;

/** {@code [--quick] [--json] [--dir DIRECTORY]}. The server, the proxy and the clients with the target are a process each. */
final class Main {

    private static final int WORKERS = 16;

    private final boolean quick;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Calls calls = new Calls(http);
    private final Map<String, Samples> latencies = new LinkedHashMap<>();
    private final Map<String, Samples> rates = new LinkedHashMap<>();

    private Main(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int dir = given.indexOf("--dir");
        Path folder = Files.createTempDirectory(Path.of(dir < 0 ? "." : given.get(dir + 1)), "bench-call")
                .toAbsolutePath();
        try {
            Results results = new Main(given.contains("--quick")).run(folder);
            System.out.println(given.contains("--json") ? results.json() : results.text());
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Results run(Path folder) throws IOException, SQLException, InterruptedException, ExecutionException {
        try (Echo target = new Echo();
                ThrowawayPostgres postgres = ThrowawayPostgres.in(folder.resolve("postgres"), Map.of())) {
            Site site = Site.in(folder.resolve("site"), target.url(), postgres);
            try (Program server = process(
                            safeconduct.cli.Main.class,
                            "server",
                            "--config",
                            site.root().toString());
                    Program proxy = process(
                            BareProxy.class,
                            target.url().toString(),
                            folder.resolve("requests").toString())) {
                served(server);
                URI bare = URI.create(served(proxy).substring("serving at ".length()));
                MeasuredTask task = MeasuredTask.open(site, http, "plain");
                Map<String, Supplier<HttpRequest>> ways = new LinkedHashMap<>();
                ways.put("direct", () -> MeasuredTask.unsigned(target.url()).build());
                ways.put("bare proxy", () -> MeasuredTask.unsigned(bare).build());
                ways.put("governed", task::call);
                rounds(ways);
                lives(site);
                kills(new Kills(site, calls, target));
            }
        }
        return new Results(latencies, rates);
    }

    /** The ways take turns, so that what disturbs the machine disturbs all of them. */
    private void rounds(Map<String, Supplier<HttpRequest>> ways)
            throws IOException, InterruptedException, ExecutionException {
        int rounds = quick ? 3 : 15;
        int count = quick ? 100 : 400;
        for (Supplier<HttpRequest> way : ways.values()) {
            calls.rate(WORKERS, quick ? 20 : 300, way); // Warms both ends up; not counted.
        }
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Supplier<HttpRequest>> way : ways.entrySet()) {
                of(latencies, "call, " + way.getKey()).round(calls.latencies(count, way.getValue()));
            }
            for (Map.Entry<String, Supplier<HttpRequest>> way : ways.entrySet()) {
                double perSecond = calls.rate(WORKERS, count / 4, way.getValue());
                of(rates, way.getKey()).round(List.of((long) perSecond));
            }
        }
    }

    /** Opening, the first call, which mints the role, and the end, which takes it back and proves it. */
    private void lives(Site site) throws IOException, InterruptedException {
        for (int round = 0; round < (quick ? 2 : 8); round++) {
            List<Long> open = new ArrayList<>();
            List<Long> first = new ArrayList<>();
            List<Long> end = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                long began = System.nanoTime();
                MeasuredTask task = MeasuredTask.open(site, http, "shop");
                long opened = System.nanoTime();
                calls.must(task.call());
                long called = System.nanoTime();
                if (!task.client().end("explicit")) {
                    throw new IllegalStateException("a task did not end");
                }
                open.add(opened - began);
                first.add(called - opened);
                end.add(System.nanoTime() - called);
            }
            of(latencies, "task open").round(open);
            of(latencies, "first call, mints a role").round(first);
            of(latencies, "task end, role gone and probed").round(end);
        }
    }

    private void kills(Kills kills) throws InterruptedException, ExecutionException {
        for (int round = 0; round < (quick ? 2 : 8); round++) {
            List<Long> last = new ArrayList<>();
            List<Long> answered = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Kills.Kill kill = kills.kill();
                last.add(kill.last());
                answered.add(kill.answered());
            }
            of(latencies, "kill to last allowed call").round(last);
            of(latencies, "kill to its answer").round(answered);
        }
    }

    private static Samples of(Map<String, Samples> all, String name) {
        return all.computeIfAbsent(name, unseen -> new Samples());
    }

    private static Program process(Class<?> main, String... arguments) {
        return Program.start(Program.Start.of(main, arguments)
                .withJvm(
                        "-XX:TieredStopAtLevel=4",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djdk.pollerMode=1"));
    }

    private static String served(Program program) {
        return program.awaitLine(line -> line.startsWith("serving at"), Duration.ofMinutes(1));
    }
}
