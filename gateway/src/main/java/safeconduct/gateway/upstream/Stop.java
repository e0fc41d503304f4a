package safeconduct.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.gateway.rpc.Wire;

/** Stops something that waits or streams, from another thread. Once; later ones change nothing. Thread-safe. */
public final class Stop {

    private final List<Runnable> hooks = new ArrayList<>();
    private Optional<String> why = Optional.empty();
    private Optional<Wire> notice = Optional.empty();

    /** @param reason for people */
    public void stop(String reason) {
        stop(reason, Optional.empty());
    }

    /** @param cancelled the agent's own {@code notifications/cancelled}, to be passed on */
    public void stop(String reason, Optional<Wire> cancelled) {
        List<Runnable> due;
        synchronized (this) {
            if (why.isPresent()) {
                return;
            }
            why = Optional.of(reason);
            notice = cancelled;
            due = List.copyOf(hooks);
            hooks.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs when it is stopped; at once if that has already happened. */
    public void whenStopped(Runnable hook) {
        synchronized (this) {
            if (why.isEmpty()) {
                hooks.add(hook);
                return;
            }
        }
        hook.run();
    }

    public synchronized boolean stopped() {
        return why.isPresent();
    }

    /** Why it was stopped, or empty. */
    public synchronized String why() {
        return why.orElse("");
    }

    public synchronized Optional<Wire> notice() {
        return notice;
    }
}
