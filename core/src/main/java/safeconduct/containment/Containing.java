package safeconduct.containment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.catalog.TargetName;
import safeconduct.containment.Containment.Kind;
import safeconduct.containment.Containment.Scope;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.StateGate;
import safeconduct.task.EndReason;
import safeconduct.task.Ending;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.task.Stops;
import safeconduct.task.Task;
import safeconduct.task.TaskEnder;

/**
 * The kill switch. From the moment that {@link #kill} is entered no call of what it names is allowed: in memory first,
 * then durably, then the tasks are ended and their credentials taken back.
 */
public final class Containing implements Stops {

    private static final System.Logger LOG = System.getLogger(Containing.class.getName());

    private final Map<Scope, Containment> inForce = new ConcurrentHashMap<>();
    private final AtomicLong epoch = new AtomicLong();
    private final Containments containments;
    private final Journal journal;
    private final StateGate gate;
    private final LiveTasks living;
    private final Time time;

    public Containing(Containments containments, Journal journal, StateGate gate, LiveTasks living, Time time) {
        this.containments = containments;
        this.journal = journal;
        this.gate = gate;
        this.living = living;
        this.time = time;
    }

    /** Takes up what was in force when the server stopped. */
    public void restore() {
        containments.all().forEach(containment -> inForce.put(containment.scope(), containment));
    }

    /** Rises with each change; a decision made in another epoch is looked at again before it is carried out. */
    public long epoch() {
        return epoch.get();
    }

    public List<Containment> all() {
        return List.copyOf(inForce.values());
    }

    /** Why this task may do nothing at this target, if so: for its own agent's sake, or for one that it acts for. */
    public Optional<String> against(Task task, TargetName target) {
        return Stream.concat(Stream.of(task.agent()), task.actingFor().stream())
                .filter(Actor.Agent.class::isInstance)
                .map(Actor.Agent.class::cast)
                .flatMap(agent -> against(agent.name(), List.of(target)).stream())
                .findFirst();
    }

    @Override
    public Optional<String> against(AgentName agent, Collection<TargetName> targets) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(new Scope(Kind.ALL, ""));
        scopes.add(new Scope(Kind.AGENT, agent.value()));
        targets.forEach(target -> scopes.add(new Scope(Kind.TARGET, target.value())));
        return scopes.stream().map(this::reason).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> reason(Scope scope) {
        return Optional.ofNullable(inForce.get(scope))
                .map(containment ->
                        scope.kind().name().toLowerCase(java.util.Locale.ROOT) + " contained: " + containment.reason());
    }

    /**
     * Contains, and ends what is concerned. No call of it is allowed from the moment that this is entered, also when it
     * cannot be written down.
     *
     * @return one for each task that it ended
     */
    public List<Ending> kill(Scope scope, String reason, String by, TaskEnder ender) {
        Containment containment = new Containment(scope, reason, by, time.now());
        try {
            contain(containment);
        } catch (Fault fault) {
            // The credentials are taken back even when this cannot be written down.
            LOG.log(System.Logger.Level.ERROR, "the containment could not be recorded", fault);
        }
        return concerned(scope).stream()
                .map(live -> ender.end(live.task().id(), EndReason.KILLED, by))
                .toList();
    }

    private void contain(Containment containment) {
        Scope scope = containment.scope();
        boolean lasting = scope.kind() != Kind.TASK; // A task that was killed does not come back: its end is enough.
        if (lasting) {
            inForce.put(scope, containment);
        }
        long now = epoch.incrementAndGet();
        concerned(scope).forEach(live -> live.refuseFor(EndReason.KILLED));
        Event event = event(scope, true, containment.reason(), containment.by(), now);
        gate.change(() -> {
            journal.append(event);
            if (lasting) {
                containments.add(containment);
            }
        });
    }

    /** Frees again what was contained; ended tasks stay ended. */
    public void lift(Scope scope, String reason, String by) {
        if (!inForce.containsKey(scope)) {
            throw new Fault(Fault.Code.NOT_FOUND, "nothing like that is contained");
        }
        gate.change(() -> {
            journal.append(event(scope, false, reason, by, epoch.get() + 1));
            containments.remove(scope);
        });
        inForce.remove(scope);
        epoch.incrementAndGet();
    }

    private List<LiveTask> concerned(Scope scope) {
        Predicate<LiveTask> concerns =
                switch (scope.kind()) {
                    case ALL -> live -> true;
                    case TASK -> live -> live.task().id().value().equals(scope.value());
                    case AGENT -> live -> live.task().agent().name().value().equals(scope.value());
                    case TARGET ->
                        live -> live.task().envelope().targets().keySet().stream()
                                .anyMatch(target -> target.value().equals(scope.value()));
                };
        return living.all().stream().filter(concerns).toList();
    }

    private static Event event(Scope scope, boolean contained, String reason, String by, long epoch) {
        String kind = scope.kind().name().toLowerCase(java.util.Locale.ROOT);
        return new Event.ContainmentChanged(kind, scope.value(), contained, reason, by, epoch);
    }
}
