package safeconduct.gateway.mcp;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.Target.Connection;
import safeconduct.catalog.Tool.ResultShape;

/**
 * The door for peers that are not written in Java. Prints its address, and ends with its input.
 *
 * <pre>PeerGateway TOOL,TOOL… URL          PeerGateway TOOL,TOOL… COMMAND ARGUMENT…</pre>
 */
public final class PeerGateway {

    private PeerGateway() {}

    public static void main(String[] arguments) throws IOException {
        List<String> command = List.of(arguments).subList(1, arguments.length);
        try (World world = World.patient()) {
            world.door.add("db", connection(command), ResultShape.UNKNOWN, arguments[0].split(","));
            System.out.println(world.url("db"));
            while (System.in.read() >= 0) {
                System.out.flush();
            }
            System.out.println("decided " + world.door.decided.size());
        }
    }

    private static Connection connection(List<String> command) {
        return command.getFirst().startsWith("http://")
                ? new Connection.Http(URI.create(command.getFirst()), Map.of())
                : new Connection.Stdio(command, Map.of("PATH", System.getenv("PATH")), Optional.empty());
    }
}
