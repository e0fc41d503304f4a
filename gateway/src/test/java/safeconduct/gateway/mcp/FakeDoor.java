package safeconduct.gateway.mcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import safeconduct.approval.Approval;
import safeconduct.call.Act;
import safeconduct.call.Answer;
import safeconduct.call.Call;
import safeconduct.call.Door;
import safeconduct.call.Outcome;
import safeconduct.call.Permit;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.grant.Credential;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.policy.Budgets;
import safeconduct.policy.Decision;
import safeconduct.policy.Envelope;
import safeconduct.policy.Reason;

/**
 * Decides as the real one does, on a list of tools: what is not on it is denied. Keeps decisions and outcomes, budgets of
 * rows and bytes, and stops what is in flight when a task ends.
 */
final class FakeDoor implements Door {

    final Map<TargetName, Target> targets = new HashMap<>();
    final Map<TargetName, Set<String>> allowed = new HashMap<>();
    final List<Call> decided = new CopyOnWriteArrayList<>();
    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    final Map<String, Secret> grant = new ConcurrentHashMap<>();
    volatile long rows = Budgets.UNLIMITED;
    volatile long bytes = Budgets.UNLIMITED;
    final FakeSelf self = new FakeSelf();
    /** Tools that a person is asked about. */
    final Set<String> asks = ConcurrentHashMap.newKeySet();

    private final Set<TaskId> over = ConcurrentHashMap.newKeySet();
    private final List<FakePermit> permits = new CopyOnWriteArrayList<>();
    /** Runs between the decision and the act, as an end of the task may. */
    volatile Runnable beforeAct = () -> {};

    /** A target with these tools, all of them allowed. */
    void add(String name, Target.Connection connection, Tool.ResultShape shape, String... tools) {
        Map<String, Tool> all = new HashMap<>();
        for (String tool : tools) {
            all.put(tool, new Tool(tool, Effect.READ, Set.of(), Optional.empty(), shape));
        }
        TargetName target = new TargetName(name);
        targets.put(target, new Target(target, "dev", connection, all, Optional.empty()));
        allowed.put(target, Set.of(tools));
    }

    @Override
    public Answer perform(Caller caller, Call call, Act act) throws InterruptedException {
        decided.add(call);
        long record = decided.size();
        if (over.contains(caller.task())) {
            return new Answer.Refused(Decision.Deny.because(Reason.TASK_NOT_ACTIVE, "the task is not active"), record);
        }
        if (call.objection().isPresent()) {
            Call.Objection why = call.objection().get();
            return new Answer.Refused(Decision.Deny.because(why.reason(), why.explanation()), record);
        }
        Set<String> tools = allowed.getOrDefault(call.target(), Set.of());
        String needed = call.method().equals("tools/call") ? call.name() : call.method();
        if (!tools.contains(needed)) {
            return new Answer.Refused(
                    new Decision.Deny(
                            Reason.TOOL_NOT_IN_ENVELOPE,
                            "`" + call.name() + "` is not in the envelope",
                            Reason.TOOL_NOT_IN_ENVELOPE.next(),
                            List.of("p1")),
                    record);
        }
        Optional<Answer> asked = asks.contains(needed) ? asked(caller, call, record) : Optional.empty();
        if (asked.isPresent()) {
            return asked.get();
        }
        FakePermit permit = new FakePermit(caller.task(), record, targets.get(call.target()), needed);
        permits.add(permit);
        beforeAct.run();
        Outcome outcome;
        try {
            outcome = act.act(permit);
        } catch (Fault fault) {
            outcome = Outcome.of(Outcome.Status.UNREACHABLE, fault.getMessage());
        } finally {
            permits.remove(permit);
        }
        outcomes.add(outcome);
        return new Answer.Acted(outcome, record);
    }

    /** Empty when somebody has said yes. */
    private Optional<Answer> asked(Caller caller, Call call, long record) {
        Approval.State said = self.all().stream()
                .findFirst()
                .orElseGet(() -> self.ask(caller, call.target(), call.name(), record))
                .state();
        return switch (said) {
            case ALLOWED -> Optional.empty();
            case DENIED ->
                Optional.of(new Answer.Refused(Decision.Deny.because(Reason.APPROVAL_DENIED, "Ann said no"), record));
            default -> Optional.of(new Answer.Asked(self.all().getFirst(), record));
        };
    }

    /** Ends a task: no call may leave, and those in flight are told to stop. */
    void end(TaskId task) {
        over.add(task);
        permits.stream().filter(permit -> permit.task.equals(task)).forEach(FakePermit::stop);
    }

    @Override
    public List<String> visibleTools(Caller caller, TargetName target) {
        return allowed.getOrDefault(target, Set.of()).stream().sorted().toList();
    }

    @Override
    public List<Target> targets(Caller caller) {
        return over.contains(caller.task())
                ? List.of()
                : targets.values().stream()
                        .filter(t -> allowed.containsKey(t.name()))
                        .toList();
    }

    @Override
    public Target target(Caller caller, TargetName target) {
        return targets(caller).stream()
                .filter(known -> known.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no target `" + target + "` in this task"));
    }

    @Override
    public Optional<Credential> credential(Caller caller, TargetName target) {
        target(caller, target);
        return held();
    }

    private Optional<Credential> held() {
        return grant.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential("fake", grant, Instant.parse("2099-01-01T00:00:00Z")));
    }

    /** What agents were about to see. */
    final List<com.fasterxml.jackson.databind.JsonNode> seen = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public void listed(safeconduct.catalog.TargetName target, com.fasterxml.jackson.databind.JsonNode tools) {
        listed.add(tools);
    }

    /** What targets said of their tools. */
    final List<com.fasterxml.jackson.databind.JsonNode> listed = new java.util.concurrent.CopyOnWriteArrayList<>();

    final class FakePermit implements Permit {
        private final TaskId task;
        private final long record;
        private final Target target;
        private final String tool;
        private final List<Runnable> stops = new ArrayList<>();
        private boolean stopped;

        FakePermit(TaskId task, long record, Target target, String tool) {
            this.task = task;
            this.record = record;
            this.target = target;
            this.tool = tool;
        }

        @Override
        public long decision() {
            return record;
        }

        @Override
        public Envelope envelope() {
            return new Envelope(
                    "test",
                    Json.object(),
                    Voucher.AGENT,
                    Map.of(),
                    "dev",
                    Set.of(),
                    new Budgets(1, 1, 1, Duration.ofHours(1)),
                    Instant.parse("2099-01-01T00:00:00Z"),
                    Duration.ofHours(1),
                    Digest.of("x"));
        }

        @Override
        public Target target() {
            return target;
        }

        @Override
        public void saw(com.fasterxml.jackson.databind.JsonNode response) {
            seen.add(response);
        }

        @Override
        public Tool tool() {
            return target.tools().get(tool);
        }

        @Override
        public Optional<Credential> credential() {
            return held();
        }

        @Override
        public boolean leave() {
            return !over.contains(task);
        }

        @Override
        public void whenStopped(Runnable stop) {
            synchronized (this) {
                if (!stopped) {
                    stops.add(stop);
                    return;
                }
            }
            stop.run();
        }

        void stop() {
            List<Runnable> due;
            synchronized (this) {
                stopped = true;
                due = List.copyOf(stops);
            }
            due.forEach(Runnable::run);
        }

        @Override
        public int admitRows(int asked) {
            synchronized (FakeDoor.this) {
                int admitted = (int) Math.min(asked, rows);
                rows -= admitted;
                return admitted;
            }
        }

        @Override
        public boolean admit(long asked) {
            synchronized (FakeDoor.this) {
                if (asked > bytes || over.contains(task)) {
                    return false;
                }
                bytes -= asked;
                return true;
            }
        }

        @Override
        public long rowsLeft() {
            return rows;
        }

        @Override
        public long bytesLeft() {
            return bytes;
        }
    }
}
