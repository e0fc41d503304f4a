package safeconduct.ledger.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.TreeHasher;

class SignedNoteTest {

    /** The example of the specification. */
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
        """;

    /** What Tessera wrote. */
    private static final String CHECKPOINT = """
        example.com/log/testdata
        3
        Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=

        — example.com/log/testdata M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/fj53Wj1dwcwh9bGQnqVAg=
        """;

    @TempDir
    Path folder;

    @Test
    void readsTheExampleOfTheSpecification() {
        var key = NoteVerifier.parse(VKEY);
        var note = SignedNote.parse(NOTE);
        assertEquals(VKEY, key.toString());
        assertEquals(NOTE, note.toString());
        assertTrue(note.signedBy(key));
        assertFalse(new SignedNote("another text\n", note.signatures()).signedBy(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a\n",
                "a\n\n",
                "a\n\n— b\n",
                "a\n\n— b AAAA\n",
                "a\n\n— b AAAAAA==\n",
                "a\n\n— b AAAAAAB=\n",
                "a\n\n— b+c AAAAAAA=\n",
                "a\n\n— b  AAAAAAA=\n",
                "a\n\n- b AAAAAAA=\n",
                "a\n\n— b AAAAAAA=",
                "a\n\n— b AAAAAAA=\n\n",
                "a\n\n— b AAAAAAA=\nx\n",
                "a\r\n\n— b AAAAAAA=\n",
                "a\u0000\n\n— b AAAAAAA=\n",
                "a\n— b AAAAAAA=\n"
            })
    void refusesEveryOtherSpelling(String note) {
        assertThrows(LedgerFault.class, () -> SignedNote.parse(note));
    }

    @Test
    void refusesAKeyWithAnotherId() {
        assertThrows(LedgerFault.class, () -> NoteVerifier.parse(VKEY.replace("530d903a", "530d903b")));
        assertThrows(LedgerFault.class, () -> NoteVerifier.parse(VKEY.replace("foo", "fop")));
    }

    @Test
    void readsTheCheckpointOfAnotherProgram() {
        var signed = SignedCheckpoint.parse(CHECKPOINT);
        assertEquals(3, signed.checkpoint().size());
        assertEquals("example.com/log/testdata", signed.checkpoint().origin());
        assertEquals(CHECKPOINT, signed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "+3", "-3", "3 ", "", "99999999999999999999", "0x3", "9223372036854775808"})
    void refusesASizeInAnotherSpelling(String size) {
        String text = CHECKPOINT.substring(0, CHECKPOINT.indexOf("\n\n") + 1).replace("\n3\n", "\n" + size + "\n");
        assertThrows(LedgerFault.class, () -> Checkpoint.parse(text));
    }

    @Test
    void acceptsOnlyTheLogsOwnKey() {
        var signer = NoteSigner.generate("example.com/log");
        var other = NoteSigner.generate("example.com/log");
        var signed = SignedCheckpoint.sign(new Checkpoint("example.com/log", 0, TreeHasher.emptyRoot()), signer);
        assertEquals(Optional.of(signed), SignedCheckpoint.open(signed.toString(), signer.verifier()));
        assertEquals(Optional.empty(), SignedCheckpoint.open(signed.toString(), other.verifier()));
        assertEquals(Optional.empty(), SignedCheckpoint.open("nothing", signer.verifier()));
    }

    @Test
    void bindsACosignatureToItsTime() {
        var witness = NoteSigner.generateWitness("witness.example");
        var signed = SignedCheckpoint.parse(CHECKPOINT);
        var line = Cosignature.sign(signed.checkpoint(), witness, Instant.ofEpochSecond(1_700_000_000));
        var cosigned = new SignedCheckpoint(signed.checkpoint(), signed.note().with(line));
        var read = SignedCheckpoint.parse(cosigned.toString());
        assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_000)), Cosignature.time(read, witness.verifier()));
        byte[] bytes = line.signature().bytes();
        bytes[7] ^= 1;
        var later = new SignedNote.Line(line.name(), line.keyId(), new SignatureBytes(bytes));
        assertFalse(signed.note().with(later).signedBy(witness.verifier()));
    }

    @Test
    void keepsAKeyInAFileOfItsOwner() throws IOException {
        var signer = NoteSigner.generate("example.com/log");
        Path file = folder.resolve("key");
        signer.save(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var loaded = NoteSigner.load(file);
        assertEquals(signer.verifier(), loaded.verifier());
        assertTrue(SignedNote.sign("text\n", loaded).signedBy(signer.verifier()));
        assertThrows(LedgerFault.class, () -> signer.save(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThrows(LedgerFault.class, () -> NoteSigner.load(file));
    }

    @Test
    void refusesTwoHalvesOfDifferentKeys() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        NoteSigner.generate("example.com/log").save(one);
        NoteSigner.generate("example.com/log").save(two);
        String mixed = Files.readString(one).lines().findFirst().orElseThrow() + "\n"
                + Files.readString(two).lines().skip(1).findFirst().orElseThrow() + "\n";
        Files.writeString(one, mixed);
        assertThrows(LedgerFault.class, () -> NoteSigner.load(one));
    }
}
