package safeconduct.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the server itself needs to know.
 *
 * @param host to listen at; loopback unless said otherwise
 * @param port to listen at; 0 for any free one
 * @param data folder of ledger, state and keys
 * @param url how clients reach it, and who it says that it is: the {@code iss} of its tokens
 * @param node its name in the ledger
 * @param tokenLife how long a task token lives; it is renewed while the task lives
 * @param verifiers who may say who a workload or a user is
 */
public record ServerConfig(
        String host, int port, Path data, URI url, String node, Duration tokenLife, List<Verifier> verifiers) {

    public ServerConfig {
        verifiers = List.copyOf(verifiers);
    }

    /** A verifier of identity: its name here, its kind, and its own settings. */
    public record Verifier(String name, String kind, ObjectNode settings) {}
}
