package safeconduct.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Calls that bring in what a test cannot hold still, or hide what went wrong; each with what to write instead. */
final class ForbiddenCalls implements Rule {

    private static final String TIME = "use Time.now";
    private static final String WAIT = "use Time.sleep, or in a test wait for the condition with a bound";
    private static final String CHANCE = "use Ids, or take the randomness as an argument";
    private static final String THREAD = "use Background.start";

    private static final Set<String> TEST_MODULES = Set.of("bench", "testkit");

    /** Where a program may end itself: `cedar` has its corpus runner; a test may hold a program that it starts. */
    private static final Set<String> PROGRAMS = Set.of("cli", "demo", "bench", "tidy", "cedar", "verify");

    /**
     * @param owner the class, or {@code *} for any
     * @param types the descriptor that is meant, or {@code *} for any
     * @param allowed where the call may stand all the same
     */
    private record Ban(
            String owner, String method, String types, String cure, BiPredicate<Compiled, Compiled.Call> allowed) {

        boolean hits(Compiled.Call call) {
            return (owner.equals("*") || owner.equals(call.owner()))
                    && method.equals(call.method())
                    && (types.equals("*") || types.equals(call.types()));
        }
    }

    private static final List<Ban> BANS = List.of(
            ban("java.time.Instant", "now", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.LocalDate", "now", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.LocalDateTime", "now", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.ZonedDateTime", "now", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.OffsetDateTime", "now", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.Clock", "systemUTC", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.Clock", "systemDefaultZone", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.time.InstantSource", "system", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.lang.System", "currentTimeMillis", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.lang.System", "nanoTime", TIME, ForbiddenCalls::kernelOrTest),
            new Ban("java.util.Date", "<init>", "()V", TIME, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread", "sleep", WAIT, ForbiddenCalls::kernel),
            ban("java.util.concurrent.TimeUnit", "sleep", WAIT, ForbiddenCalls::kernel),
            ban("java.util.concurrent.locks.LockSupport", "parkNanos", WAIT, ForbiddenCalls::kernel),
            ban("java.util.UUID", "randomUUID", CHANCE, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Math", "random", CHANCE, ForbiddenCalls::kernel),
            ban("java.util.concurrent.ThreadLocalRandom", "current", CHANCE, ForbiddenCalls::kernel),
            new Ban("java.util.Random", "<init>", "()V", CHANCE, ForbiddenCalls::kernelOrTest),
            ban("java.lang.System", "getenv", "read it in the configuration", ForbiddenCalls::readsEnvironment),
            ban("java.lang.System", "exit", "throw, or return a code to the program's main", ForbiddenCalls::ends),
            ban("java.lang.Runtime", "exit", "throw, or return a code to the program's main", ForbiddenCalls::ends),
            ban("java.lang.Runtime", "halt", "throw, or return a code to the program's main", ForbiddenCalls::ends),
            ban("java.lang.Thread", "<init>", THREAD, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread", "start", THREAD, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread", "startVirtualThread", THREAD, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread$Builder", "start", THREAD, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread$Builder$OfVirtual", "start", THREAD, ForbiddenCalls::kernelOrTest),
            ban("java.lang.Thread$Builder$OfPlatform", "start", THREAD, ForbiddenCalls::kernelOrTest),
            ban("*", "printStackTrace", "log it, or let it rise", ForbiddenCalls::shows),
            silent("(Z)V"),
            silent("(Ljava/util/function/BooleanSupplier;)V"));

    @Override
    public List<Complaint> check(Repository repository) {
        var complaints = new ArrayList<Complaint>();
        for (var compiled : repository.classes()) {
            for (var call : compiled.calls()) {
                for (var ban : BANS) {
                    if (ban.hits(call) && !ban.allowed().test(compiled, call)) {
                        complaints.add(new Complaint(
                                compiled.sourceName(), call.line(), "calls " + shown(call) + ": " + ban.cure()));
                    }
                }
            }
        }
        return List.copyOf(complaints);
    }

    private static Ban ban(String owner, String method, String cure, BiPredicate<Compiled, Compiled.Call> allowed) {
        return new Ban(owner, method, "*", cure, allowed);
    }

    /** A test that is left out says what was left out. */
    private static Ban silent(String types) {
        return new Ban(
                "org.junit.jupiter.api.Assumptions",
                "assumeTrue",
                types,
                "say what is left out, as the second argument",
                (compiled, call) -> false);
    }

    private static boolean kernel(Compiled compiled, Compiled.Call call) {
        return compiled.packageName().equals("safeconduct.kernel") && !compiled.test();
    }

    /** Tests, and what they and benchmarks stand on, may start threads and look at the clock; what they test may not. */
    private static boolean kernelOrTest(Compiled compiled, Compiled.Call call) {
        return kernel(compiled, call) || compiled.test() || TEST_MODULES.contains(compiled.module());
    }

    /** The demo's MCP server stands for a stranger's: its credential comes in its environment. */
    private static boolean readsEnvironment(Compiled compiled, Compiled.Call call) {
        return kernelOrTest(compiled, call)
                || compiled.module().equals("demo")
                || compiled.sourceName().equals("Environment.java");
    }

    /** A command shows a bug to the one who typed it: on its own error stream, named as such. */
    private static boolean shows(Compiled compiled, Compiled.Call call) {
        return compiled.module().equals("cli") && call.types().equals("(Ljava/io/PrintStream;)V");
    }

    private static boolean ends(Compiled compiled, Compiled.Call call) {
        return (PROGRAMS.contains(compiled.module()) || compiled.test())
                && call.caller().equals("main");
    }

    /** {@code Instant.now}, and {@code new Thread} for a constructor. */
    private static String shown(Compiled.Call call) {
        var type = call.owner().substring(call.owner().lastIndexOf('.') + 1);
        return call.method().equals("<init>") ? "new " + type : type + "." + call.method();
    }
}
