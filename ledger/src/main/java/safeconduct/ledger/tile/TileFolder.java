package safeconduct.ledger.tile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.HashSource;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * A folder with a ledger as tiles: {@code checkpoint}, {@code tile/…} and {@code tile/entries/…}. Full
 * tiles never change, so they can be cached for ever; what is written can be served while it is written.
 */
public record TileFolder(Path folder) implements HashSource {

    private static final int HEIGHT = 8;
    private static final String CHECKPOINT = "checkpoint";

    /** Writes what is missing up to the ledger's latest checkpoint, and the checkpoint last. */
    public SignedCheckpoint publish(Ledger ledger) {
        SignedCheckpoint signed = ledger.checkpoint();
        long size = signed.checkpoint().size();
        publishEntries(ledger, size);
        for (int level = 0; size >> (level * HEIGHT) > 0; level++) {
            publishLevel(ledger, level, size >> (level * HEIGHT));
        }
        write(folder.resolve(CHECKPOINT), signed.toString().getBytes(StandardCharsets.UTF_8));
        return signed;
    }

    private void publishEntries(Ledger ledger, long size) {
        for (TilePath path : missing(TilePath.ENTRIES, size)) {
            var entries = new ArrayList<byte[]>();
            long first = path.number() * TilePath.WIDTH_MAX;
            ledger.forEach(first, first + path.width(), entry -> entries.add(entry.record()));
            write(fileOf(path), new EntryBundle(entries).encode());
        }
    }

    private void publishLevel(Ledger ledger, int level, long width) {
        for (TilePath path : missing(level, width)) {
            var hashes = new ArrayList<Hash>();
            long first = path.number() * TilePath.WIDTH_MAX;
            for (long number = first; number < first + path.width(); number++) {
                hashes.add(ledger.subtreeHash(level * HEIGHT, number));
            }
            write(fileOf(path), new HashTile(hashes).encode());
        }
    }

    /** What a level of this width needs and the folder does not have; full tiles are written in order. */
    private List<TilePath> missing(int level, long width) {
        var missing = new ArrayList<TilePath>();
        int rest = (int) (width % TilePath.WIDTH_MAX);
        long full = width / TilePath.WIDTH_MAX;
        if (rest > 0) {
            missing.add(new TilePath(level, full, rest));
        }
        for (long number = full - 1; number >= 0; number--) {
            var path = new TilePath(level, number, TilePath.WIDTH_MAX);
            if (Files.exists(fileOf(path))) {
                break;
            }
            missing.add(path);
        }
        return missing.reversed();
    }

    /** The checkpoint that the folder has. */
    public SignedCheckpoint checkpoint() {
        return SignedCheckpoint.parse(new String(read(folder.resolve(CHECKPOINT)), StandardCharsets.UTF_8));
    }

    /** The records of one bundle. */
    public EntryBundle entries(TilePath path) {
        return EntryBundle.parse(read(fileOf(path)), path.width());
    }

    /** The hashes of one tile. */
    public HashTile tile(TilePath path) {
        return HashTile.parse(read(fileOf(path)), path.width());
    }

    /** Reads a hash for a tree of the checkpoint's size; what it says is worth what the proof made of it is. */
    @Override
    public byte[] hash(int level, long number) {
        int tileLevel = level / HEIGHT;
        int height = level % HEIGHT;
        long first = number << height;
        long tile = first / TilePath.WIDTH_MAX;
        long width = (checkpoint().checkpoint().size() >> (tileLevel * HEIGHT)) - tile * TilePath.WIDTH_MAX;
        var path = new TilePath(tileLevel, tile, (int) Math.min(width, TilePath.WIDTH_MAX));
        return tile(path).hash(height, (int) ((first % TilePath.WIDTH_MAX) >> height));
    }

    private Path fileOf(TilePath path) {
        return folder.resolve(path.toString());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "cannot read `" + file + "`", failed);
        }
    }

    /** Whole or not at all: a reader never sees half a file. */
    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "cannot write `" + file + "`", failed);
        }
    }
}
