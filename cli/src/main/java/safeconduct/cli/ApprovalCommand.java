package safeconduct.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.ApiClient;
import safeconduct.api.ApprovalView;
import safeconduct.api.Endpoints;

/** Questions to people. */
@Command(
        name = "approval",
        description = "List and answer the questions that policy asks people.",
        mixinStandardHelpOptions = true)
final class ApprovalCommand {

    private static final Columns LIST = Columns.lines("""
        approval  /id
        state  /state
        agent  /agent
        target  /target
        name  /name
        question  /question
        until  /until
        task  /task\
        """);

    private static final Columns ONE = Columns.lines("""
        approval  /id
        state  /state
        question  /question
        agent  /agent
        task  /task
        target  /target
        method  /method
        name  /name
        arguments  /input
        policies  /policies
        asked  /asked
        until  /until
        decision  /record
        binding  /binding
        answered by  /said/by
        reason  /said/reason\
        """);

    private final Terminal terminal;

    ApprovalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Which ones. */
    static final class Which {
        @Option(names = "--all", description = "also those that are answered, used or over; the newest first")
        boolean all;
    }

    /** What is said with an answer. */
    static final class Saying {
        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "goes into the ledger, and to the agent with a no")
        String reason = "";

        @Option(
                names = "--binding",
                paramLabel = "DIGEST",
                description = "of the question as it was shown; refused when it asks about something else")
        String binding = "";
    }

    @Command(name = "ls", description = "Those that are open, the oldest first.", mixinStandardHelpOptions = true)
    int ls(@Mixin ServerOptions server, @Mixin OutputOptions output, @Mixin PageOptions page, @Mixin Which which) {
        Map<String, String> query = which.all ? page.query() : Map.of("open", "true");
        output.list(terminal.out(), server.client().page(Endpoints.APPROVALS, ApprovalView.class, query), LIST);
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = "One question, with the arguments of the call; exit 4 while nobody has answered.",
            mixinStandardHelpOptions = true)
    int show(@Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "APPROVAL") String id) {
        ApprovalView shown = server.client().get(Endpoints.APPROVAL, ApprovalView.class, Map.of(), id);
        output.show(terminal.out(), shown, ONE);
        return shown.state().equals("pending") ? Exit.PENDING : Exit.OK;
    }

    @Command(name = "allow", description = "Yes, for this one call, once.", mixinStandardHelpOptions = true)
    int allow(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin Saying saying,
            @Parameters(paramLabel = "APPROVAL") String id) {
        return answer(server.client(), output, id, new ApprovalView.Answer(true, saying.reason, saying.binding));
    }

    @Command(name = "deny", description = "No.", mixinStandardHelpOptions = true)
    int deny(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin Saying saying,
            @Parameters(paramLabel = "APPROVAL") String id) {
        return answer(server.client(), output, id, new ApprovalView.Answer(false, saying.reason, saying.binding));
    }

    private int answer(ApiClient client, OutputOptions output, String id, ApprovalView.Answer answer) {
        output.show(terminal.out(), client.post(Endpoints.ANSWER, answer, ApprovalView.class, id), ONE);
        return Exit.OK;
    }
}
