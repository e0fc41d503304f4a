package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.Caller;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Credential;
import safeconduct.kernel.Fault;

/** What every door calls. There is no other way to a target. */
public interface Door {

    /**
     * Decides, records, acts, records. A refusal is an answer, also when the ledger or a policy is away: whoever cannot
     * decide or record denies and says so.
     */
    Answer perform(Caller caller, Call call, Act act) throws InterruptedException;

    /** Names of the tools of this target that the task could call now, with some arguments; for lists. */
    List<String> visibleTools(Caller caller, TargetName target);

    /** A target has said what its tools are; by this their parameters and results are understood. */
    void listed(TargetName target, JsonNode tools);

    /** The targets that the task may use, for the merged endpoint. */
    List<Target> targets(Caller caller);

    /**
     * The target, for what is no call: listing, discovery, notifications.
     *
     * @throws Fault NOT_FOUND when the task may not use it, so that it does not learn what exists
     */
    Target target(Caller caller, TargetName target);

    /**
     * The task's credential at this target, minted when there is none yet, for a connection that must stand before the
     * first call: to discover and to list. Empty when the target needs none.
     *
     * @throws Fault NOT_FOUND as {@link #target}; UNAVAILABLE when it cannot be minted
     */
    Optional<Credential> credential(Caller caller, TargetName target) throws InterruptedException;
}
