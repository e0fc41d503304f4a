package safeconduct.gateway.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.caller.TaskId;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Stop;
import safeconduct.kernel.Fault;

/** What agents are waiting for right now. Thread-safe. */
final class InFlight {

    /** One request on its way; {@link #close} when it has been answered. */
    record Ticket(InFlight all, TaskId task, Optional<Session> session, Id id, Stop stop) implements AutoCloseable {
        @Override
        public void close() {
            all.tickets.remove(this);
        }

        /** Two tickets are never the same, since ids of agents repeat. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final Map<Ticket, Boolean> tickets = new ConcurrentHashMap<>();
    private final DoorLimits limits;

    InFlight(DoorLimits limits) {
        this.limits = limits;
    }

    /** @throws Fault EXHAUSTED when there is too much at once; CONFLICT when the id is in use in this session */
    synchronized Ticket enter(TaskId task, Optional<Session> session, Id id, Stop stop) {
        long ofTask =
                tickets.keySet().stream().filter(t -> t.task().equals(task)).count();
        if (ofTask >= limits.callsMax() || tickets.size() >= limits.callsInAllMax()) {
            throw new Fault(Fault.Code.EXHAUSTED, "too many requests at once, expected at most " + limits.callsMax());
        }
        boolean used = session.isPresent() && find(session.get(), id).isPresent();
        if (used) {
            throw new Fault(Fault.Code.CONFLICT, "a request with this id is still in flight");
        }
        Ticket ticket = new Ticket(this, task, session, id, stop);
        tickets.put(ticket, true);
        return ticket;
    }

    private Optional<Ticket> find(Session session, Id id) {
        return tickets.keySet().stream()
                .filter(ticket -> ticket.id().equals(id)
                        && ticket.session().filter(session::equals).isPresent())
                .findFirst();
    }

    /** Stops a request of this very session; of no other. */
    void cancel(Session session, Id id, Wire notice) {
        find(session, id).ifPresent(ticket -> ticket.stop().stop("the agent cancelled it", Optional.of(notice)));
    }

    void end(TaskId task) {
        List.copyOf(tickets.keySet()).stream()
                .filter(ticket -> ticket.task().equals(task))
                .forEach(ticket -> ticket.stop().stop("the task has ended"));
    }

    int count() {
        return tickets.size();
    }
}
