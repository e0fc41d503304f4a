package safeconduct.ledger.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeEdge;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.merkle.TreeProofs;
import safeconduct.ledger.note.SignedCheckpoint;

/** A log that Tessera wrote, with all its checkpoints. Left out, and said so, without the vectors. */
class TesseraTest {

    private static final String ROOT = "testdata/log/";
    private static final int SIZE = 15;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void unpack() throws IOException {
        Path place = Path.of(System.getProperty("safeconduct.root", ".."))
                .toAbsolutePath()
                .normalize();
        while (place != null && !Files.exists(place.resolve("shared/vectors/tlog/tessera-log.tar.gz"))) {
            place = place.getParent();
        }
        Assumptions.assumeTrue(place != null, "no vectors at shared/vectors/tlog");
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(place.resolve("shared/vectors/tlog/tessera-log.tar.gz")))) {
            readTar(in.readAllBytes());
        }
        for (var file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    /** Names and contents of regular files: all that is needed of the format. */
    private void readTar(byte[] tar) throws IOException {
        var in = new ByteArrayInputStream(tar);
        for (byte[] header = in.readNBytes(512); header.length == 512 && header[0] != 0; header = in.readNBytes(512)) {
            String name = new String(header, 0, 100, StandardCharsets.UTF_8).replaceAll("\0.*", "");
            String octal = new String(header, 124, 12, StandardCharsets.UTF_8).replaceAll("[\0 ].*", "");
            int length = Integer.parseInt(octal, 8);
            byte[] content = in.readNBytes(length);
            in.skipNBytes((512 - length % 512) % 512);
            if (header[156] == '0' && name.startsWith(ROOT) && !name.contains(".state")) {
                files.put(name.substring(ROOT.length()), content);
            }
        }
    }

    @Test
    void hasTheRootOfEveryCheckpoint() throws IOException {
        var log = new TileFolder(folder);
        var entries = log.entries(new TilePath(TilePath.ENTRIES, 0, SIZE)).entries();
        var edge = new TreeEdge();
        for (int size = 0; size <= SIZE; size++) {
            String text = Files.readString(folder.resolve("checkpoint." + size));
            var signed = SignedCheckpoint.parse(text);
            assertEquals(text, signed.toString());
            assertEquals(size, signed.checkpoint().size());
            assertEquals(edge.root(), signed.checkpoint().root());
            if (size < SIZE) {
                edge.append(new TreeHasher().leaf(entries.get(size)));
            }
        }
    }

    @Test
    void readsAndWritesEveryTileAndBundleAlike() throws IOException {
        var log = new TileFolder(folder);
        for (int width = 1; width <= SIZE; width++) {
            var tile = new TilePath(0, 0, width);
            assertArrayEquals(files.get(tile.toString()), log.tile(tile).encode());
            var bundle = new TilePath(TilePath.ENTRIES, 0, width);
            assertArrayEquals(files.get(bundle.toString()), log.entries(bundle).encode());
        }
    }

    @Test
    void provesItsEntriesFromItsTiles() {
        var log = new TileFolder(folder);
        var proofs = new TreeProofs(log);
        var entries = log.entries(new TilePath(TilePath.ENTRIES, 0, SIZE)).entries();
        Hash root = log.checkpoint().checkpoint().root();
        for (int i = 0; i < SIZE; i++) {
            assertTrue(proofs.inclusion(i, SIZE).verify(TreeHasher.leafHash(entries.get(i)), root));
            assertTrue(proofs.consistency(i + 1, SIZE).verify(proofs.root(i + 1), root));
        }
    }
}
