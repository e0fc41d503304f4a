package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import safeconduct.caller.Caller;
import safeconduct.catalog.TargetName;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Upstream;

/** A session of an agent that speaks a version with sessions: bound to one caller and one target. Thread-safe. */
final class Session {

    private static final int ASKED_MAX = 64;

    private final String id;
    private final Caller caller;
    private final TargetName target;
    private final String version;
    private final ObjectNode capabilities;
    private final Stop end = new Stop();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicLong questions = new AtomicLong(1);
    private final Map<Id, Question> asked = new ConcurrentHashMap<>();
    private volatile boolean hearsLogs;

    /** Who wants to know from the agent, and how it calls the question. */
    record Question(Upstream upstream, Id id, Object call) {}

    /** What the agent said of itself when it began. */
    record Hello(String version, ObjectNode capabilities) {}

    Session(String id, Caller caller, TargetName target, Hello hello) {
        this.id = id;
        this.caller = caller;
        this.target = target;
        this.version = hello.version();
        this.capabilities = hello.capabilities();
    }

    String id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    String version() {
        return version;
    }

    ObjectNode capabilities() {
        return capabilities;
    }

    /** Whether this is the session of this caller at this target; a session proves nothing by itself. */
    boolean belongsTo(Caller other, TargetName place) {
        return caller.equals(other) && target.equals(place);
    }

    /** Whether the agent can answer this question of a target. */
    boolean can(String method) {
        return switch (method) {
            case "elicitation/create" -> capabilities.has("elicitation");
            case "sampling/createMessage" -> capabilities.has("sampling");
            case "roots/list" -> capabilities.has("roots");
            default -> false;
        };
    }

    /** Whether a call may bring something before its result that the agent waits for. */
    boolean wantsStreams() {
        return hearsLogs || can("elicitation/create") || can("sampling/createMessage") || can("roots/list");
    }

    void hearLogs() {
        hearsLogs = true;
    }

    Stop end() {
        return end;
    }

    /** Whether this is the only stream; {@link #deaf} gives it back. */
    boolean listen() {
        return listening.compareAndSet(false, true);
    }

    void deaf() {
        listening.set(false);
    }

    /** Under which id the agent is asked; empty when too many questions are open. */
    Optional<Id> ask(Question question) {
        if (asked.size() >= ASKED_MAX) {
            return Optional.empty();
        }
        Id ours = Id.of(questions.getAndIncrement());
        asked.put(ours, question);
        return Optional.of(ours);
    }

    /** Takes the question that this id answers, once. */
    Optional<Question> answered(Id ours) {
        return Optional.ofNullable(asked.remove(ours));
    }

    /** Forgets what a call has asked: it is over. */
    void forget(Object call) {
        asked.values().removeIf(question -> question.call().equals(call));
    }
}
