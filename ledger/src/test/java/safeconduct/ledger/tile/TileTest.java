package safeconduct.ledger.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.merkle.TreeProofs;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.TlogProof;

class TileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tile/0/000, 0, 0, 256",
        "tile/0/x001/x234/067, 0, 1234067, 256",
        "tile/1/000.p/112, 1, 0, 112",
        "tile/entries/005.p/3, -1, 5, 3",
        "tile/63/x009/x223/x372/x036/x854/x775/807, 63, 9223372036854775807, 256"
    })
    void readsAndWritesPaths(String text, int level, long number, int width) {
        var path = new TilePath(level, number, width);
        assertEquals(text, path.toString());
        assertEquals(path, TilePath.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0/0",
                "tile/00/000",
                "tile/64/000",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001/x002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/-1/000",
                "tile/data/000",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/x009/x223/x372/x036/x854/x775/808"
            })
    void refusesEveryOtherSpelling(String path) {
        assertThrows(LedgerFault.class, () -> TilePath.parse(path));
    }

    @Test
    void readsWhatAnotherProgramWrote() throws IOException {
        for (int size = 1; size <= 3; size++) {
            byte[] bytes = {0, 3, 'o', 'n', 'e', 0, 3, 't', 'w', 'o', 0, 5, 't', 'h', 'r', 'e', 'e'};
            int[] ends = {0, 5, 10, 17};
            byte[] part = java.util.Arrays.copyOf(bytes, ends[size]);
            var bundle = EntryBundle.parse(part, size);
            assertEquals(size, bundle.entries().size());
            assertArrayEquals(part, bundle.encode());
            int width = size;
            assertThrows(LedgerFault.class, () -> EntryBundle.parse(part, width + 1));
            assertThrows(
                    LedgerFault.class, () -> EntryBundle.parse(java.util.Arrays.copyOf(part, part.length - 1), width));
            assertThrows(
                    LedgerFault.class, () -> EntryBundle.parse(java.util.Arrays.copyOf(part, part.length + 1), width));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 700})
    void publishesALedgerThatAnybodyCanCheck(int size) throws IOException {
        var signer = NoteSigner.generate("test.example/ledger");
        Path tiles = folder.resolve("tiles");
        try (Ledger ledger =
                Ledger.open(folder.resolve("ledger"), LedgerOptions.DEFAULTS, signer, InstantSource.system())) {
            var records = Stream.iterate(0, i -> i + 1)
                    .limit(size)
                    .map(TileTest::record)
                    .toList();
            ledger.appendAll(records.subList(0, size / 2));
            new TileFolder(tiles).publish(ledger);
            ledger.appendAll(records.subList(size / 2, size));
            var checkpoint = new TileFolder(tiles).publish(ledger);
            var published = new TileFolder(tiles);
            assertEquals(Optional.empty(), new TileVerifier(published, signer.verifier()).verify());
            var proofs = new TreeProofs(published);
            var receipts = new ArrayList<TlogProof>();
            for (int i = 0; i < size; i += 37) {
                var receipt = new TlogProof(proofs.inclusion(i, size), checkpoint);
                var leaf = TreeHasher.leafHash(record(i));
                assertEquals(Optional.of(receipt), TlogProof.open(receipt.toString(), leaf, signer.verifier()));
                assertFalse(receipt.verify(TreeHasher.leafHash(record(i + 1)), signer.verifier()));
                receipts.add(receipt);
            }
            assertEquals(ledger.inclusion(0, size).hashes(), receipts.getFirst().hashes());
        }
        corrupt(tiles);
        assertTrue(new TileVerifier(new TileFolder(tiles), signer.verifier())
                .verify()
                .isPresent());
    }

    private static byte[] record(int i) {
        return ("record " + i).getBytes(StandardCharsets.UTF_8);
    }

    private static void corrupt(Path tiles) throws IOException {
        try (var files = Files.walk(tiles.resolve("tile/entries"))) {
            Path file = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            try (var all = Files.walk(file.getParent())) {
                // A partial bundle may lie beside its full one: both are changed.
                for (Path each : all.filter(Files::isRegularFile).toList()) {
                    byte[] other = Files.readAllBytes(each);
                    other[other.length - 1] ^= 1;
                    Files.write(each, other);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n"
            })
    void refusesAMalformedReceipt(String start) {
        String checkpoint =
                "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— example.com/log AAAAAAA=\n";
        assertThrows(LedgerFault.class, () -> TlogProof.parse(start + checkpoint));
        assertThrows(LedgerFault.class, () -> TlogProof.parse(start));
    }
}
