package safeconduct.call;

/** Carries out an allowed call: forwards it to the target, and the result to the agent. Written by a door. */
@FunctionalInterface
public interface Act {

    /**
     * Runs after the decision is durable. Must ask {@link Permit#leave} just before the first byte goes to the target and
     * stop when it says no; must send nothing of the result on that {@link Permit#admit} or {@link Permit#admitRows} has
     * not admitted; returns when the result is complete, cut, or failed.
     *
     * @throws safeconduct.kernel.Fault UNAVAILABLE when the target is away
     */
    Outcome act(Permit permit) throws InterruptedException;
}
