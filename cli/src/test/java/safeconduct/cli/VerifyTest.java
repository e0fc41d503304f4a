package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Json;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.record.Event;
import safeconduct.record.RecordCodec;

class VerifyTest {

    @TempDir
    Path folder;

    private Path ledger;

    @BeforeEach
    void write() throws Exception {
        ledger = folder.resolve("ledger");
        Files.createDirectories(folder.resolve("keys"));
        NoteSigner signer = NoteSigner.generate("test");
        Files.writeString(folder.resolve("keys/ledger.pub"), signer.verifier() + "\n");
        try (Ledger open = Ledger.open(ledger, LedgerOptions.DEFAULTS, signer, new FakeTime())) {
            for (int i = 0; i < 10; i++) {
                open.append(RecordCodec.encode(Instant.EPOCH, new Event.Found("db", "orphan", "number " + i)));
            }
        }
    }

    @Test
    void acceptsWhatWasSigned() {
        for (List<String> command : List.of(List.of("verify"), List.of("ledger", "verify"))) {
            Said said = Said.of(Stream.concat(command.stream(), Stream.of(ledger.toString(), "-o", "json"))
                    .toArray(String[]::new));
            assertEquals(0, said.exit(), said.toString());
            assertEquals(10, Json.parse(said.out()).get("records").asInt());
        }
    }

    @Test
    void namesTheRecordOfWhichOneByteWasFlipped() throws Exception {
        flip("number 6");
        Said said = Said.of("ledger", "verify", ledger.toString(), "-o", "json");
        assertEquals(Exit.NOT_VERIFIED, said.exit(), said.toString());
        assertEquals(6, Json.parse(said.out()).get("first").asInt(), said.out());
    }

    @Test
    void refusesAnotherKey() throws Exception {
        Path other = folder.resolve("other.pub");
        Files.writeString(other, NoteSigner.generate("test").verifier() + "\n");
        Said said = Said.of("ledger", "verify", ledger.toString(), "--key", other.toString());
        assertEquals(Exit.NOT_VERIFIED, said.exit(), said.toString());
    }

    private void flip(String needle) throws Exception {
        boolean found = false;
        try (Stream<Path> files = Files.walk(ledger)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(needle);
                if (at >= 0) {
                    bytes[at] ^= 1;
                    Files.write(file, bytes);
                    found = true;
                }
            }
        }
        assertTrue(found, "no file holds the record");
    }
}
