package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.gateway.rpc.Era;

/**
 * What a target said of itself when the connection was made.
 *
 * @param version of the protocol that is spoken with it
 * @param capabilities as it declared them
 * @param instructions for the model, or empty
 */
public record Greeting(Era era, String version, ObjectNode capabilities, ObjectNode serverName, String instructions) {}
