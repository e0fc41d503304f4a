package safeconduct.gateway.upstream;

import java.time.Duration;

/**
 * What a target may cost us.
 *
 * @param messageBytesMax of one message; a longer one ends the connection
 * @param connect until a connection stands and the target has said what it is
 * @param answer from a request to its response, streams included
 * @param resumesMax how often a stream that broke off before the response is resumed
 * @param waitingMax messages that wait for an agent that reads slowly; then its call is stopped
 */
public record Limits(int messageBytesMax, Duration connect, Duration answer, int resumesMax, int waitingMax) {
    public static final Limits DEFAULTS =
            new Limits(16 * 1024 * 1024, Duration.ofSeconds(20), Duration.ofMinutes(10), 8, 256);
}
