package safeconduct.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.caller.Identity;
import safeconduct.caller.TaskId;

/**
 * Asks for a task. Made by a door, from evidence that it has verified.
 *
 * @param workload who asks
 * @param verifier name of the verifier that said so
 * @param user on whose behalf, by a verified token; never what the workload merely says
 * @param agent as which agent, where the workload may be several
 * @param parent the task under which it is opened; the door has verified that the workload may act in it
 * @param ttl a shorter life than the purpose gives
 * @param keyThumbprint of the key that its tokens will be bound to; empty for a handle on loopback
 */
public record OpenRequest(
        Identity workload,
        String verifier,
        Optional<Identity> user,
        Optional<AgentName> agent,
        String purpose,
        ObjectNode parameters,
        Optional<TaskId> parent,
        Optional<Duration> ttl,
        String keyThumbprint) {}
