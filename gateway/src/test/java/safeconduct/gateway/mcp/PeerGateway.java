package safeconduct.gateway.mcp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.Target.Connection.Stdio;
import safeconduct.catalog.Tool.ResultShape;

/**
 * The door for peers that are not written in Java: in front of the command in its arguments, for calls of three tools of
 * {@code server-everything}. Prints its address, and ends with its input.
 */
public final class PeerGateway {

    private PeerGateway() {}

    public static void main(String[] command) throws IOException {
        try (World world = World.patient()) {
            world.door.add(
                    "db",
                    new Stdio(List.of(command), Map.of("PATH", System.getenv("PATH")), Optional.empty()),
                    ResultShape.UNKNOWN,
                    "echo",
                    "get-sum",
                    "trigger-long-running-operation");
            System.out.println(world.url("db"));
            while (System.in.read() >= 0) {
                System.out.flush();
            }
            System.out.println("decided " + world.door.decided.size());
        }
    }
}
