package safeconduct.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.note.Cosignature;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.SignedCheckpoint;

class WitnessTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final NoteSigner logKey = NoteSigner.generate("log.example/a");
    private final NoteSigner witnessKey = NoteSigner.generateWitness("witness.example/w");

    @TempDir
    Path folder;

    private Ledger ledger;
    private Witness witness;

    @BeforeEach
    void open() {
        ledger = ledger("ledger");
        witness = witness();
    }

    @AfterEach
    void close() {
        ledger.close();
        witness.close();
    }

    private Ledger ledger(String name) {
        return Ledger.open(folder.resolve(name), LedgerOptions.DEFAULTS, logKey, InstantSource.system());
    }

    private Witness witness() {
        return new Witness(folder.resolve("witness"), witnessKey, List.of(logKey.verifier()), InstantSource.fixed(NOW));
    }

    private static void append(Ledger ledger, int from, int to) {
        for (int i = from; i < to; i++) {
            ledger.append(new byte[] {(byte) i});
        }
    }

    private Answer add(Ledger log, long old) {
        var checkpoint = log.checkpoint();
        long size = checkpoint.checkpoint().size();
        var proof = old == 0
                ? List.<safeconduct.ledger.merkle.Hash>of()
                : log.consistency(old, size).hashes();
        return witness.addCheckpoint(new AddCheckpoint(old, proof, checkpoint).toString());
    }

    @Test
    void cosignsALogThatGrows() {
        var quorum = new Quorum(List.of(new WitnessClient(witness, witnessKey.verifier())), 1);
        for (int size = 1; size < 20; size += 3) {
            append(ledger, (int) ledger.size(), size);
            SignedCheckpoint cosigned =
                    SignedCheckpoint.parse(quorum.cosign(ledger).toString());
            assertEquals(Optional.of(NOW), Cosignature.time(cosigned, witnessKey.verifier()));
            assertTrue(cosigned.signedBy(logKey.verifier()));
            assertEquals(1, cosigned.cosignedBy(List.of(witnessKey.verifier())));
        }
    }

    @Test
    void remembersOverARestart() {
        append(ledger, 0, 5);
        assertEquals(200, add(ledger, 0).status());
        witness.close();
        witness = witness();
        assertEquals(new Answer(409, Answer.SIZE, "5\n"), add(ledger, 0));
        var late = new WitnessClient(witness, witnessKey.verifier());
        append(ledger, 5, 8);
        assertTrue(late.cosign(ledger, ledger.checkpoint()).isPresent());
    }

    @Test
    void refusesAnotherHistory() {
        append(ledger, 0, 5);
        assertEquals(200, add(ledger, 0).status());
        try (Ledger fork = ledger("fork")) {
            append(fork, 1, 6);
            assertEquals(409, add(fork, 5).status());
            append(fork, 6, 9);
            assertEquals(422, add(fork, 5).status());
            var quorum = new Quorum(List.of(new WitnessClient(witness, witnessKey.verifier())), 1);
            assertThrows(LedgerFault.class, () -> quorum.cosign(fork));
        }
        append(ledger, 5, 6);
        assertEquals(200, add(ledger, 5).status());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        append(ledger, 0, 2);
        assertEquals(400, witness.addCheckpoint("nonsense").status());
        String good = new AddCheckpoint(0, List.of(), ledger.checkpoint()).toString();
        assertEquals(400, witness.addCheckpoint(good.replace("old 0", "old 3")).status());
        assertEquals(400, witness.addCheckpoint(good.replace("old 0", "old 00")).status());
        assertEquals(
                404,
                witness.addCheckpoint(good.replace("log.example/a", "log.example/b"))
                        .status());
        assertEquals(403, witness.addCheckpoint(good.replace("\n2\n", "\n3\n")).status());
        assertEquals(200, witness.addCheckpoint(good).status());
    }
}
