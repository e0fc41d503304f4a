package safeconduct.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the page of reference about the commands, from the commands themselves. */
public final class Reference {

    private static final int WIDTH = 110;

    private Reference() {}

    /** Prints Markdown. */
    public static void main(String[] arguments) {
        System.out.print(text());
    }

    static String text() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine line = Main.commandLine(new Terminal(InputStream.nullInputStream(), nowhere, nowhere));
        line.setUsageHelpWidth(WIDTH);
        StringBuilder page = new StringBuilder("# Commands\n");
        page.append("""

            `safeconduct demo` is the launcher's own: it tells the whole story on a throw-away PostgreSQL.

            | exit code | meaning |
            |---|---|
            | 0 | ok |
            | 1 | failed: something was away, or not found, or is not complete yet |
            | 2 | usage or configuration |
            | 3 | denied |
            | 4 | pending: a person must answer |
            | 5 | not verified |
            """);
        describe(line, page);
        return page.toString();
    }

    private static void describe(CommandLine line, StringBuilder page) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        page.append("\n## ").append(spec.qualifiedName()).append("\n\n```\n");
        String usage = line.getUsageMessage(Ansi.OFF);
        usage.lines()
                .map(String::stripTrailing)
                .forEach(text -> page.append(text).append('\n'));
        page.append("```\n");
        line.getSubcommands().values().stream().distinct().forEach(sub -> describe(sub, page));
    }
}
