package safeconduct.task;

import java.util.Collection;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.catalog.TargetName;

/** Says whether something is contained, so that no new task of it opens. */
@FunctionalInterface
public interface Stops {

    /**
     * @param targets those that the task would use
     * @return why not, for people
     */
    Optional<String> against(AgentName agent, Collection<TargetName> targets);
}
