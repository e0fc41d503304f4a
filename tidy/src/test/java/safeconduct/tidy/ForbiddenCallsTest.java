package safeconduct.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForbiddenCallsTest {

    private static final String WAIT = "use Time.sleep, or in a test wait for the condition with a bound";
    private static final String CHANCE = "use Ids, or take the randomness as an argument";

    @TempDir
    Path root;

    record Row(String code, String shown) {
        @Override
        public String toString() {
            return shown;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("java.time.Instant.now();", "Instant.now: use Time.now"),
                new Row("java.time.LocalDate.now();", "LocalDate.now: use Time.now"),
                new Row("java.time.Clock.systemUTC();", "Clock.systemUTC: use Time.now"),
                new Row("System.currentTimeMillis();", "System.currentTimeMillis: use Time.now"),
                new Row("System.nanoTime();", "System.nanoTime: use Time.now"),
                new Row("new java.util.Date();", "new Date: use Time.now"),
                new Row("Thread.sleep(1);", "Thread.sleep: " + WAIT),
                new Row("java.util.concurrent.TimeUnit.SECONDS.sleep(1);", "TimeUnit.sleep: " + WAIT),
                new Row("java.util.concurrent.locks.LockSupport.parkNanos(1);", "LockSupport.parkNanos: " + WAIT),
                new Row("java.util.UUID.randomUUID();", "UUID.randomUUID: " + CHANCE),
                new Row("Math.random();", "Math.random: " + CHANCE),
                new Row("new java.util.Random();", "new Random: " + CHANCE),
                new Row("java.util.concurrent.ThreadLocalRandom.current();", "ThreadLocalRandom.current: " + CHANCE),
                new Row("System.getenv(\"HOME\");", "System.getenv: read it in the configuration"),
                new Row("System.exit(0);", "System.exit: throw, or return a code to the program's main"),
                new Row("Thread.startVirtualThread(() -> {});", "Thread.startVirtualThread: use Background.start"),
                new Row("Thread.ofVirtual().start(() -> {});", "Thread$Builder$OfVirtual.start: use Background.start"),
                new Row("Thread.currentThread().start();", "Thread.start: use Background.start"),
                new Row("new Thread();", "new Thread: use Background.start"),
                new Row("new Error().printStackTrace();", "Error.printStackTrace: log it, or let it rise"));
    }

    private static String type(String packageName, String code) {
        return "package " + packageName + ";\nclass Door {\n  void open() throws Exception {\n    " + code
                + "\n  }\n}\n";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesTheCallAndTheCure(Row row) {
        var example = Example.of(root, "Door.java", type("safeconduct.call", row.code()))
                .compiled();

        assertEquals(List.of("Door.java:4 calls " + row.shown()), example.complaints(new ForbiddenCalls()));
    }

    @Test
    void seesAMethodReferenceToo() {
        var code = "java.util.function.Supplier<Object> now = java.time.Instant::now;";
        var example =
                Example.of(root, "Door.java", type("safeconduct.call", code)).compiled();

        assertEquals(List.of("Door.java:4 calls Instant.now: use Time.now"), example.complaints(new ForbiddenCalls()));
    }

    record Place(String what, String file, String code, boolean allowed) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Place> places() {
        var now = "java.time.Instant.now();";
        var exit = "} public static void main(String[] args) { System.exit(0);";
        return Stream.of(
                new Place("the kernel tells the time", "core/src/main/java/safeconduct/kernel/Door.java", now, true),
                new Place("a test may look at the clock", "core/src/test/java/safeconduct/call/Door.java", now, true),
                new Place("a benchmark measures", "bench/src/main/java/safeconduct/bench/Door.java", now, true),
                new Place(
                        "cedar takes time as an argument",
                        "cedar/src/main/java/safeconduct/cedar/Door.java",
                        now,
                        false),
                new Place("no test sleeps", "core/src/test/java/safeconduct/call/Door.java", "Thread.sleep(1);", false),
                new Place("a program may end itself", "cli/src/main/java/safeconduct/cli/Door.java", exit, true),
                new Place("a server may not", "server/src/main/java/safeconduct/server/Door.java", exit, false),
                new Place(
                        "only main ends a program",
                        "cli/src/main/java/safeconduct/cli/Door.java",
                        "System.exit(0);",
                        false),
                new Place(
                        "a test that is left out says what",
                        "core/src/test/java/safeconduct/call/Door.java",
                        "org.junit.jupiter.api.Assumptions.assumeTrue(false);",
                        false),
                new Place(
                        "and then it may be",
                        "core/src/test/java/safeconduct/call/Door.java",
                        "org.junit.jupiter.api.Assumptions.assumeTrue(false, \"needs Node\");",
                        true));
    }

    @ParameterizedTest
    @MethodSource("places")
    void knowsWhereACallMayStand(Place place) {
        var packageName =
                place.file().replaceAll(".*/java/(.*)/Door.java", "$1").replace('/', '.');
        var example = Example.of(root, Map.of(place.file(), type(packageName, place.code())))
                .compiled();

        assertEquals(place.allowed(), example.complaints(new ForbiddenCalls()).isEmpty());
    }
}
