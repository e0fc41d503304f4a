package safeconduct.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system with tools or data.
 *
 * @param environment where it stands: {@code dev}, {@code staging}, {@code prod} …
 * @param connection how its tools are reached
 * @param tools by name; a tool that is not here is not known, and so not callable
 * @param broker who mints its credentials
 */
public record Target(
        TargetName name,
        String environment,
        Connection connection,
        Map<String, Tool> tools,
        Optional<BrokerSettings> broker) {

    public Target {
        tools = Map.copyOf(tools);
    }

    /** Which broker, with its own settings; what is secret in them is a reference. */
    public record BrokerSettings(String kind, ObjectNode settings) {}

    /** How an MCP server is reached. Values may hold {@code ${grant.NAME}}, filled in at the last moment. */
    public sealed interface Connection {

        /** @param headers sent with each request */
        record Http(URI url, Map<String, String> headers) implements Connection {
            public Http {
                headers = Map.copyOf(headers);
            }
        }

        /**
         * A child process per task.
         *
         * @param environment its whole environment; never holds a secret itself
         */
        record Stdio(List<String> command, Map<String, String> environment, Optional<String> directory)
                implements Connection {
            public Stdio {
                command = List.copyOf(command);
                environment = Map.copyOf(environment);
            }
        }
    }
}
