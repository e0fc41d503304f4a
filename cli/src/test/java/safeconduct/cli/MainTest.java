package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    record Row(String name, List<String> command, int exit, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("nothing", List.of(), 2, "missing command"),
                new Row("help", List.of("--help"), 0, "Exit codes"),
                new Row("version", List.of("--version"), 0, "safeconduct"),
                new Row("typing error", List.of("taks"), 2, "Unmatched argument"),
                new Row("unknown option", List.of("task", "ls", "--nope"), 2, "Unknown option"),
                new Row("missing argument", List.of("task", "show"), 2, "Missing required parameter"),
                new Row("no number", List.of("ledger", "show", "x"), 2, "not a long"),
                new Row("no format", List.of("task", "ls", "-o", "xml"), 2, "xml"),
                new Row("no URL", List.of("task", "ls", "--server", "::", "--credential-file", "x"), 2, "--server"),
                new Row(
                        "no http",
                        List.of("task", "ls", "--server", "ftp://x", "--credential-file", "x"),
                        2,
                        "http://"),
                new Row("run without purpose", List.of("run", "--target", "t", "--", "true"), 2, "--purpose"),
                new Row("run without target", List.of("run", "--purpose", "p", "--", "true"), 2, "--target"),
                new Row("run without program", List.of("run", "--purpose", "p", "--target", "t"), 2, "COMMAND"),
                new Row(
                        "run without identity",
                        List.of("run", "--purpose", "p", "--target", "t", "--local-key", "/no/such/key", "--", "true"),
                        2,
                        "/no/such/key"),
                new Row("connect without target", List.of("mcp", "connect", "--purpose", "p"), 2, "TARGET"),
                new Row("propose without file", List.of("target", "propose", "/no/such/file"), 2, "/no/such/file"),
                new Row("propose", List.of("target", "propose", tools()), 0, "effect: delete  # `drop` in the name"),
                new Row("completion", List.of("completion"), 0, "complete -F"),
                new Row("verify without key", List.of("ledger", "verify", "/no/such/folder"), 2, "ledger.pub"));
    }

    private static String tools() {
        try {
            Path file = Files.createTempFile("tools", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, "{\"tools\": [{\"name\": \"drop_table\", \"inputSchema\": {}}]}");
            return file.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answers(Row row) {
        Said said = Said.of(row.command().toArray(String[]::new));
        assertEquals(row.exit(), said.exit(), said.toString());
        assertTrue((said.out() + said.err()).contains(row.said()), said.toString());
    }

    @Test
    void printsTheReferenceOfEveryCommand() {
        String page = Reference.text();
        for (String command : List.of("init", "run", "mcp connect", "doctor", "ledger verify", "kill agent", "can-i")) {
            assertTrue(page.contains("## safeconduct " + command + "\n"), command);
        }
    }
}
