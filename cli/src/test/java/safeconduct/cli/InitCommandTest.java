package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.kernel.Digest;

class InitCommandTest {

    @TempDir
    Path folder;

    @Test
    void writesAConfigurationWithoutProblems() {
        Path fresh = folder.resolve("new");
        assertEquals(0, Said.of("init", fresh.toString()).exit());
        Said checked = Said.of("policy", "check", fresh.toString());
        assertEquals(0, checked.exit(), checked.toString());
        assertTrue(Said.of("policy", "compile", fresh.toString()).out().contains("purpose.answer-ticket.shop.query"));
    }

    @Test
    void printsTheCredentialOnceAndKeepsItsDigestOnly() throws Exception {
        Said said = Said.of("init", folder.toString());
        String credential = said.out().strip().replaceAll(".* ", "");
        assertTrue(credential.startsWith("sc_admin_") && credential.length() >= 50, said.out());
        assertEquals(
                Digest.of(credential).value(),
                Files.readString(folder.resolve("data/keys/admin.digest")).strip());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(credential), "" + file);
            }
        }
    }

    @Test
    void writesTheCredentialToAFileForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("credential");
        Said said = Said.of("init", folder.resolve("new").toString(), "--credential-file", file.toString());
        assertEquals(0, said.exit(), said.toString());
        assertEquals("", said.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void letsNobodyElseReadWhatItWrites() throws Exception {
        Said.of("init", folder.resolve("new").toString());
        try (Stream<Path> files = Files.walk(folder.resolve("new/data"))) {
            for (Path file : files.toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                boolean top = file.endsWith("data");
                assertTrue(top || rights.endsWith("------"), file + " " + rights);
            }
        }
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.writeString(folder.resolve("safeconduct.yaml"), "mine");
        Said said = Said.of("init", folder.toString());
        assertEquals(Exit.USAGE, said.exit());
        assertEquals("mine", Files.readString(folder.resolve("safeconduct.yaml")));
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void tellsWhatIsProbablyNotMeantWithPlaceCodeAndExplanation() throws Exception {
        Said.of("init", folder.toString());
        Files.writeString(folder.resolve("targets/shop.tools.json"), """
            {"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"sql": {"type": "string"}}}}]}
            """);
        Files.writeString(folder.resolve("policies/own.cedar"), """
            @id("own")
            forbid (principal, action == Action::"tools/call", resource == Tool::"shop/query")
            when { context.input.sq like "*card*" };
            """);
        Said said = Said.of("policy", "check", folder.toString());
        assertEquals(Exit.USAGE, said.exit());
        assertTrue(said.out().startsWith("policies/own.cedar:3:8: policy own: error unknown-argument:"), said.out());
        assertTrue(said.out().contains("did you mean `sql`?"), said.out());
        assertTrue(said.out().contains("Reading it fails"), said.out());
    }

    @Test
    void tellsEveryProblemWithItsPlace() throws Exception {
        Said.of("init", folder.toString());
        Path purpose = folder.resolve("purposes/answer-ticket.yaml");
        Files.writeString(purpose, Files.readString(purpose).replace("budgets:", "bugdets:"));
        Path agent = folder.resolve("agents/support-bot.yaml");
        Files.writeString(agent, Files.readString(agent).replace("[answer-ticket]", "[answer-tickets]"));
        Said said = Said.of("policy", "check", folder.toString());
        assertEquals(Exit.USAGE, said.exit());
        assertTrue(said.out().contains("purposes/answer-ticket.yaml:"), said.out());
        assertTrue(said.out().contains("bugdets") && said.out().contains("agents/support-bot.yaml:"), said.out());
    }
}
