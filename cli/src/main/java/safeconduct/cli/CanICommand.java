package safeconduct.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import safeconduct.api.CanI;
import safeconduct.api.Endpoints;
import safeconduct.kernel.Json;

/** What if an agent made this call? */
@Command(
        name = "can-i",
        description = "Whether a call would be allowed. Exit 0 allowed, 3 denied, 4 a person would be asked.",
        mixinStandardHelpOptions = true)
final class CanICommand implements Callable<Integer> {

    private static final Columns ANSWER = Columns.of(
            "answer",
            "/effect",
            "reason",
            "/reason",
            "because",
            "/explanation",
            "next",
            "/next",
            "policies",
            "/policies");

    private final Terminal terminal;

    @Mixin
    @Nullable
    ServerOptions server;

    @Mixin
    @Nullable
    OutputOptions output;

    @Option(names = "--agent", required = true, paramLabel = "AGENT")
    String agent = "";

    @Option(names = "--purpose", required = true, paramLabel = "PURPOSE")
    String purpose = "";

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "a parameter of the purpose")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--target", required = true, paramLabel = "TARGET")
    String target = "";

    @Option(names = "--tool", required = true, paramLabel = "TOOL")
    String tool = "";

    @Option(names = "--method", paramLabel = "METHOD", description = "default: ${DEFAULT-VALUE}")
    String method = "tools/call";

    @Option(names = "--args", paramLabel = "JSON", description = "the arguments, as a JSON object")
    String input = "{}";

    @Option(names = "--parent", paramLabel = "TASK", description = "the living task that it would be opened under")
    @Nullable
    String parent;

    CanICommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (server == null || output == null) {
            throw new IllegalStateException("not run by the command line");
        }
        ObjectNode values = Arguments.parameters(parameters);
        CanI question = new CanI(
                agent, purpose, values, target, method, tool, Json.parseObject(input), Optional.ofNullable(parent));
        CanI.Answer answer = server.client().post(Endpoints.CAN_I, question, CanI.Answer.class);
        output.show(terminal.out(), answer, ANSWER);
        return switch (answer.effect()) {
            case "allow" -> Exit.OK;
            case "ask" -> Exit.PENDING;
            default -> Exit.DENIED;
        };
    }
}
