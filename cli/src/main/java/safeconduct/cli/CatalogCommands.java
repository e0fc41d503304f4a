package safeconduct.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import safeconduct.api.AgentView;
import safeconduct.api.Endpoint;
import safeconduct.api.Endpoints;
import safeconduct.api.PurposeView;
import safeconduct.api.TargetView;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.Proposal;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolListing;
import safeconduct.kernel.Fault;

/** What the configuration says exists, as the server has it. */
final class CatalogCommands {

    private CatalogCommands() {}

    /** One kind of thing: how it is listed and shown. */
    private record Kind<T>(Endpoint all, Endpoint one, Class<T> type, Columns columns, Terminal terminal) {

        int ls(ServerOptions server, OutputOptions output) {
            output.list(terminal.out(), server.client().page(all, type, Map.of()), columns);
            return Exit.OK;
        }

        int show(ServerOptions server, OutputOptions output, String name) {
            output.show(terminal.out(), server.client().get(one, type, Map.of(), name), columns);
            return Exit.OK;
        }
    }

    @Command(name = "agent", description = "List and show registered agents.", mixinStandardHelpOptions = true)
    static final class Agents {
        private final Kind<AgentView> kind;

        Agents(Terminal terminal) {
            Columns columns = Columns.of(
                    "agent",
                    "/name",
                    "owner",
                    "/owner",
                    "expires",
                    "/expires",
                    "purposes",
                    "/purposes",
                    "on behalf",
                    "/on_behalf",
                    "identities",
                    "/identities");
            kind = new Kind<>(Endpoints.AGENTS, Endpoints.AGENT, AgentView.class, columns, terminal);
        }

        @Command(name = "ls", description = "All, by name.", mixinStandardHelpOptions = true)
        int ls(@Mixin ServerOptions server, @Mixin OutputOptions output) {
            return kind.ls(server, output);
        }

        @Command(name = "show", description = "One agent.", mixinStandardHelpOptions = true)
        int show(
                @Mixin ServerOptions server,
                @Mixin OutputOptions output,
                @Parameters(paramLabel = "AGENT") String name) {
            return kind.show(server, output, name);
        }
    }

    @Command(
            name = "target",
            description = "List, show and scan targets with their tools, and propose what is said of tools.",
            mixinStandardHelpOptions = true)
    static final class Targets {
        private final Kind<TargetView> kind;
        private final Terminal terminal;

        Targets(Terminal terminal) {
            this.terminal = terminal;
            Columns columns = Columns.of(
                    "target",
                    "/name",
                    "environment",
                    "/environment",
                    "connection",
                    "/connection",
                    "broker",
                    "/broker",
                    "tools",
                    "/tools");
            kind = new Kind<>(Endpoints.TARGETS, Endpoints.TARGET, TargetView.class, columns, terminal);
        }

        @Command(name = "ls", description = "All, by name.", mixinStandardHelpOptions = true)
        int ls(@Mixin ServerOptions server, @Mixin OutputOptions output) {
            return kind.ls(server, output);
        }

        @Command(name = "show", description = "One target.", mixinStandardHelpOptions = true)
        int show(
                @Mixin ServerOptions server,
                @Mixin OutputOptions output,
                @Parameters(paramLabel = "TARGET") String name) {
            return kind.show(server, output, name);
        }

        @Command(
                name = "propose",
                description =
                        "Print what the classifier finds of tools, for a person to read and put into a target's file.",
                mixinStandardHelpOptions = true)
        int propose(
                @Parameters(paramLabel = "FILE", description = "The result of a target's `tools/list`.") Path file) {
            List<ToolDescription> tools = ToolListing.read(text(file)).stream()
                    .map(ToolDescription::of)
                    .toList();
            terminal.out().print(Proposal.yaml(tools, Classifier.installed()));
            return Exit.OK;
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new Fault(Fault.Code.INVALID, "cannot read `" + file + "`, expected a file in UTF-8", unreadable);
            }
        }
    }

    @Command(name = "purpose", description = "List and show purposes.", mixinStandardHelpOptions = true)
    static final class Purposes {
        private final Kind<PurposeView> kind;

        Purposes(Terminal terminal) {
            Columns columns = Columns.of(
                    "purpose",
                    "/name",
                    "description",
                    "/description",
                    "environment",
                    "/environment",
                    "ttl",
                    "/ttl",
                    "idle",
                    "/idle",
                    "budgets",
                    "/budgets",
                    "parameters",
                    "/parameters",
                    "targets",
                    "/targets");
            kind = new Kind<>(Endpoints.PURPOSES, Endpoints.PURPOSE, PurposeView.class, columns, terminal);
        }

        @Command(name = "ls", description = "All, by name.", mixinStandardHelpOptions = true)
        int ls(@Mixin ServerOptions server, @Mixin OutputOptions output) {
            return kind.ls(server, output);
        }

        @Command(name = "show", description = "One purpose.", mixinStandardHelpOptions = true)
        int show(
                @Mixin ServerOptions server,
                @Mixin OutputOptions output,
                @Parameters(paramLabel = "PURPOSE") String name) {
            return kind.show(server, output, name);
        }
    }
}
