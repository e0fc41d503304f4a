package safeconduct.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentRulesTest {

    @TempDir
    Path root;

    @Test
    void followsLinksAndAnchors() {
        var page = """
            [there](docs/there.md) [part](docs/there.md#one-part) [out](https://example.org/x) [here](#the-top)
            [gone](docs/gone.md) [no part](docs/there.md#no-part) `[code](is/not/a/link)`
            # The top
            ```
            [in a fence](is/not/a/link)
            ```
            """;
        var example = Example.of(root, Map.of("README.md", page, "docs/there.md", "## One part\n"));

        assertEquals(
                List.of(
                        "README.md:2 links to `docs/gone.md`, which is not there",
                        "README.md:2 links to `docs/there.md#no-part`, which is not there"),
                example.complaints(new Links()));
    }

    private static final String VERB = """
        package safeconduct.cli;
        @picocli.CommandLine.Command(name = "task")
        class Task {}
        """;

    private static final String ANNOTATION = """
        package picocli;
        import java.lang.annotation.*;
        public class CommandLine { @Retention(RetentionPolicy.RUNTIME) public @interface Command { String name(); } }
        """;

    @Test
    void knowsTheCommandsThatExist() throws Exception {
        var page = """
            `./safeconduct prose` is not looked at
            ```
            ./safeconduct demo --clean
            $ safeconduct task list
            ./safeconduct fly away
            ./dev format --check
            ./dev bench call
            ./dev dance
            ```
            """;
        var example = Example.of(
                        root,
                        Map.of(
                                "README.md", page,
                                "cli/src/main/java/safeconduct/cli/Task.java", VERB,
                                "other/src/main/java/picocli/CommandLine.java", ANNOTATION,
                                "dev.d/format", "#!/bin/sh",
                                "dev.d/bench-call", "#!/bin/sh"))
                .compiled();
        for (var script : List.of("format", "bench-call")) {
            assertTrue(root.resolve("dev.d").resolve(script).toFile().setExecutable(true));
        }

        assertEquals(
                List.of(
                        "README.md:5 shows `safeconduct fly`, which is not there",
                        "README.md:8 shows `./dev dance`, which is not there"),
                example.complaints(new Commands()));
    }

    @Test
    void wantsALineForEachLibrary() throws Exception {
        var example = Example.of(root, Map.of("docs/decisions/dependencies.md", "- `org.one:first`: because."));
        Files.writeString(root.resolve("pom.xml"), """
            <dependency><groupId>org.one</groupId><artifactId>first</artifactId></dependency>
            <dependency>
              <groupId>org.two</groupId><artifactId>second</artifactId>
            </dependency>
            <dependency><groupId>dev.safeconduct</groupId><artifactId>safeconduct-core</artifactId></dependency>
            """);

        assertEquals(
                List.of("pom.xml has `second` without a line in docs/decisions/dependencies.md"),
                example.complaints(new Dependencies()));
    }

    @Test
    void comparesReferencePagesWithWhatTheCodePrints() {
        var header = "<!-- printed by safeconduct.Printer one two: ./dev reference writes it again -->\n";
        var example = Example.of(
                root,
                Map.of(
                        "docs/reference/good.md", header + "\n[safeconduct.Printer, one, two]",
                        "docs/reference/old.md", header + "\nolder words",
                        "docs/reference/by-hand.md", "# By hand\n"));

        assertEquals(
                List.of("docs/reference/old.md is not what the code prints: run ./dev reference"),
                example.complaints(new ReferencePages(List::toString)));
    }

    @Test
    void printsTheFieldsOfARecordAsTheyAreInJson() throws Exception {
        var text = """
            /** What {@code happened}. */
            interface Event {
              /**
               * A task is open.
               *
               * @param endReason why,
               *     if so
               */
              record TaskOpened(String task, int endReason) {
                static final int MAX = 1;
              }
            }
            """;
        var file = Files.writeString(root.resolve("Event.java"), text);

        assertEquals("""

            What `happened`.

            ## task_opened

            A task is open.

            | field | type | |
            |---|---|---|
            | `task` | String |  |
            | `end_reason` | int | why, if so |
            """, SourcePage.page(file));
    }

    @Test
    void printsTheWordsOfAnEnumWithTheirSentences() throws Exception {
        var text = """
            class Fault {
              /** What to do. */
              enum Code {
                /** Send something {@code else}. */ INVALID,
                NOT_FOUND
              }
            }
            """;
        var file = Files.writeString(root.resolve("Fault.java"), text);

        assertEquals("""

            ## Fault.Code

            What to do.

            | word | meaning |
            |---|---|
            | `invalid` | Send something `else`. |
            | `not_found` |  |
            """, SourcePage.page(file));
    }
}
