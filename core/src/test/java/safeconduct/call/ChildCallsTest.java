package safeconduct.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.containment.Containment;
import safeconduct.kernel.Json;
import safeconduct.policy.Decision;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.QuestionReader;
import safeconduct.policy.Reason;
import safeconduct.policy.Remaining;
import safeconduct.policy.Rules;
import safeconduct.record.Event;
import safeconduct.task.EndReason;
import safeconduct.task.Task;

/** What a task may not do, no task under it may do either, whatever its own purpose says. */
class ChildCallsTest {

    private static final String POLICIES = """
        @id("top") permit (principal in Purpose::"top", action, resource)
        when { context.input.customer == context.parameters.customer && context.usage.calls < 5 };
        @id("middle") permit (principal in Purpose::"middle", action, resource == Tool::"orders/read")
        when { context.input.customer == context.parameters.customer };
        @id("bottom") permit (principal in Purpose::"bottom", action, resource);
        @id("night") forbid (principal in Purpose::"top", action, resource) when { context.input has secret };
        """;

    record Row(String name, String line, String input, String allowedBy, String refusedBy, Reason reason) {
        @Override
        public String toString() {
            return name;
        }

        static Row allowed(String name, String line, String input, String by) {
            return new Row(name, line, input, by, "", Reason.NOT_WITHIN_PARENT);
        }

        static Row refused(String name, String line, String input, String by) {
            return new Row(name, line, input, "", by, Reason.NOT_WITHIN_PARENT);
        }

        Row because(Reason other) {
            return new Row(name, line, input, allowedBy, refusedBy, other);
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                Row.allowed("within all", "top:7 bottom:7", "{\"customer\":7}", "[bottom, top]"),
                Row.refused("outside the parent's tool condition", "top:7 bottom:7", "{\"customer\":8}", "top"),
                Row.refused("without the argument that the parent reads", "top:7 bottom:7", "{}", "top"),
                Row.refused("with other parameters than the parent", "top:7 bottom:8", "{\"customer\":8}", "top"),
                Row.refused("own parameters against those of both", "top:7 middle:8", "{\"customer\":8}", "top"),
                Row.refused("the parent's parameters against its own", "top:7 middle:8", "{\"customer\":7}", "")
                        .because(Reason.NO_POLICY_ALLOWS),
                Row.refused("a forbid of the parent", "top:7 bottom:7", "{\"customer\":7,\"secret\":1}", "top"),
                Row.allowed(
                        "a grandchild within all",
                        "top:7 middle:7 bottom:1",
                        "{\"customer\":7}",
                        "[bottom, middle, top]"),
                Row.refused(
                        "a grandchild outside its parent", "bottom:1 middle:7 bottom:1", "{\"customer\":8}", "middle"),
                Row.refused(
                        "a grandchild outside its grandparent", "top:7 bottom:1 bottom:1", "{\"customer\":8}", "top"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesACallByEveryTaskOfTheLine(Row row) throws InterruptedException {
        Lines world = new Lines(POLICIES);
        List<Task> line = world.line(row.line());
        Task caller = line.getLast();
        Answer answer = world.read(caller, row.input());
        if (!row.allowedBy().isEmpty()) {
            assertInstanceOf(Answer.Acted.class, answer);
            assertEquals(row.allowedBy(), world.decided().policies().toString());
            return;
        }
        Decision.Deny denial = ((Answer.Refused) answer).denial();
        assertEquals(row.reason(), denial.reason(), denial::explanation);
        if (!row.refusedBy().isEmpty()) {
            Task by = line.stream()
                    .filter(task -> task.envelope().purpose().equals(row.refusedBy()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(denial.explanation().contains(by.id().value()), denial::explanation);
            assertTrue(denial.explanation().contains("`" + row.refusedBy() + "`"), denial::explanation);
        }
    }

    @Test
    void countsWhatTheChildUsedAsUseOfTheParent() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        Task child = world.line("top:7 bottom:7").getLast();
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Answer.Acted.class, world.read(child, "{\"customer\":7}"));
        }
        assertEquals(Reason.NOT_WITHIN_PARENT, reason(world.read(child, "{\"customer\":7}")));
    }

    @Test
    void asksAPersonWhenTheParentWouldBeAsked() throws InterruptedException {
        Lines world = new Lines(POLICIES + """
            @id("sure") @ask("sure?") permit (principal in Purpose::"top", action, resource);
            """);
        Answer answer = world.read(world.line("top:7 bottom:7").getLast(), "{\"customer\":7}");
        assertTrue(world.decided().policies().contains("sure"), answer::toString);
        assertTrue(!(answer instanceof Answer.Acted));
    }

    @Test
    void aRecordedQuestionIsDecidedAgainWithTheWholeLine() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        List<Task> line = world.line("top:7 bottom:1 bottom:1");
        world.read(line.getLast(), "{\"customer\":8}");
        byte[] kept = world.openings
                .find(world.journal.size() - 1, CallBook.QUESTION)
                .orElseThrow()
                .value();
        Question again = QuestionReader.read(Json.parseObject(new String(kept, StandardCharsets.UTF_8)));
        assertEquals(2, again.above().size());
        Verdict verdict = world.rules.policies().decide(again);
        assertEquals(new Verdict.Above(line.getFirst().id(), "top", new Verdict.Silent(List.of())), verdict);
    }

    record Flow(String line, String pack) {}

    static Stream<Flow> flows() {
        return Stream.of(
                new Flow("top:7 bottom:7", "strict"),
                new Flow("middle:7 bottom:7", "balanced"),
                new Flow("top:7 middle:7 bottom:7", "strict"),
                new Flow("bottom:7", ""));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void judgesTheFlowByTheStrictestRulesOfTheLine(Flow flow) throws InterruptedException {
        Lines world = new Lines("""
            permit (principal, action, resource);
            """);
        world.read(world.line(flow.line()).getLast(), "{\"customer\":7}");
        long decision = world.journal.all(Event.Happened.class).isEmpty()
                ? world.journal.size() - 1
                : world.journal.all(Event.Happened.class).getFirst().decision();
        byte[] kept =
                world.openings.find(decision, CallBook.QUESTION).orElseThrow().value();
        assertEquals(
                flow.pack(),
                Json.parseObject(new String(kept, StandardCharsets.UTF_8))
                        .at("/flow/pack")
                        .asText());
    }

    @Test
    void showsNoToolThatATaskAboveMayNotCall() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        Task parent = world.line("middle:7").getLast();
        Task child = world.under(parent, "bottom:1");
        assertEquals(List.of("read"), world.calls.visibleTools(parent.caller(), Rules.TARGET));
        assertEquals(List.of("read"), world.calls.visibleTools(child.caller(), Rules.TARGET));
        Task alone = world.line("bottom:1").getLast();
        assertEquals(List.of("query", "read"), world.calls.visibleTools(alone.caller(), Rules.TARGET));
    }

    @Test
    void saysWhatATaskMayStillDoAndOnWhatCondition() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        ToolAuthority authority = new ToolAuthority(world.containing, world.living, world.budgets::usage);
        Task top = world.line("top:7").getLast();
        Task middle = world.under(top, "middle:7");
        List<ToolAuthority.OfTool> may = authority.remaining(middle, world.rules, world.time.now());
        assertEquals(
                List.of("read"), may.stream().map(ToolAuthority.OfTool::tool).toList());
        assertEquals(Remaining.Kind.DEPENDS, may.getFirst().remaining().kind());
        String condition = may.getFirst().remaining().condition();
        assertTrue(condition.contains("@id(\"top\")") && condition.contains("@id(\"middle\")"), condition);
        assertTrue(condition.contains("context.input.customer == 7"), condition);
        assertTrue(!condition.contains("usage"), condition);
        for (int i = 0; i < 5; i++) {
            world.read(middle, "{\"customer\":7}");
        }
        assertEquals(List.of(), authority.remaining(middle, world.rules, world.time.now()));
        Task alone = world.line("bottom:1").getLast();
        assertEquals(
                List.of(Remaining.Kind.ALLOWED, Remaining.Kind.ALLOWED),
                authority.remaining(alone, world.rules, world.time.now()).stream()
                        .map(tool -> tool.remaining().kind())
                        .toList());
        world.ender.end(alone.id(), EndReason.EXPLICIT, "test");
        assertEquals(List.of(), authority.remaining(alone, world.rules, world.time.now()));
    }

    @Test
    void answersWhatIfLikeTheCallItself() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        Task parent = world.line("top:7").getLast();
        for (String input : List.of("{\"customer\":7}", "{\"customer\":8}", "{}")) {
            Decision imagined = world.whatIf(parent, "bottom:1", input);
            Answer answer = world.read(world.under(parent, "bottom:1"), input);
            assertEquals(answer instanceof Answer.Acted, imagined instanceof Decision.Allow, input);
            if (imagined instanceof Decision.Deny deny) {
                assertEquals(reason(answer), deny.reason());
            }
        }
    }

    @Test
    void stopsWithTheAgentThatItActsFor() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        Task parent = world.line("top:7").getLast();
        Task child = world.under(parent, "bottom:1");
        assertTrue(!child.agent().name().equals(parent.agent().name()));
        Answer answer = world.calls.perform(child.caller(), Lines.reading("{\"customer\":7}"), permit -> {
            world.containing.kill(
                    new Containment.Scope(
                            Containment.Kind.AGENT, parent.agent().name().value()),
                    "test",
                    "op",
                    world.ender);
            return World.forward(permit);
        });
        assertEquals(
                Outcome.Status.SUPPRESSED, ((Answer.Acted) answer).outcome().status());
        assertTrue(world.containing.against(child, Rules.TARGET).isPresent());
    }

    @Test
    void mayDoNothingOnceATaskAboveIsBeingEnded() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        List<Task> line = world.line("top:7 bottom:1 bottom:1");
        world.ender.refuse(line.getFirst().id(), EndReason.EXPLICIT);
        Task grandchild = line.getLast();
        assertEquals(Reason.TASK_NOT_ACTIVE, reason(world.read(grandchild, "{\"customer\":7}")));
        assertEquals(List.of(), world.calls.visibleTools(grandchild.caller(), Rules.TARGET));
        assertEquals(List.of(), world.calls.targets(grandchild.caller()));
    }

    @Test
    void aParentThatBeginsToEndBetweenDecisionAndActSuppressesTheCall() throws InterruptedException {
        Lines world = new Lines(POLICIES);
        List<Task> line = world.line("top:7 bottom:1");
        Answer answer = world.calls.perform(line.getLast().caller(), Lines.reading("{\"customer\":7}"), permit -> {
            world.ender.refuse(line.getFirst().id(), EndReason.EXPLICIT);
            return World.forward(permit);
        });
        assertEquals(
                Outcome.Status.SUPPRESSED, ((Answer.Acted) answer).outcome().status());
    }

    private static Reason reason(Answer answer) {
        return assertInstanceOf(Answer.Refused.class, answer).denial().reason();
    }
}
