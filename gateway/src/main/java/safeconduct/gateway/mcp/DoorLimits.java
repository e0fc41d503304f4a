package safeconduct.gateway.mcp;

import java.time.Duration;

/**
 * What the door bears.
 *
 * @param bodyBytesMax of one message of an agent
 * @param sessionsMax of one task
 * @param callsMax of one task at once, streams included
 * @param callsInAllMax of all tasks at once
 * @param connectionsMax to targets at once, children included
 * @param callTime the longest life of one call
 * @param streamTime the longest life of a stream outside a call
 * @param keepAlive how long a stream may be silent before a comment shows whether the agent still reads
 * @param denialsMax how often the same call is denied within {@code denialWindow} before it is only throttled
 * @param hold how long a call waits for a person's answer before the agent is told that it is pending; clients give up after 5 s
 */
public record DoorLimits(
        int bodyBytesMax,
        int sessionsMax,
        int callsMax,
        int callsInAllMax,
        int connectionsMax,
        Duration callTime,
        Duration streamTime,
        Duration keepAlive,
        int denialsMax,
        Duration denialWindow,
        Duration hold) {

    public static final DoorLimits DEFAULTS = new DoorLimits(
            4 * 1024 * 1024,
            16,
            32,
            2_000,
            500,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            5,
            Duration.ofMinutes(1),
            Duration.ofSeconds(3));
}
