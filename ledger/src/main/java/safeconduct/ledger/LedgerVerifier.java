package safeconduct.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.VerifierReport.Ok;
import safeconduct.ledger.disk.RealDisk;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * Says whether a ledger's directory, or a copy of it, is as it was signed. Needs the files and the public
 * key, and neither a lock nor the program that wrote them.
 *
 * @param directory the ledger, or a copy
 * @param key the ledger's public key, from elsewhere than the directory
 * @param kept checkpoints of this ledger that were kept elsewhere: it must still contain them
 */
public record LedgerVerifier(Path directory, NoteVerifier key, List<SignedCheckpoint> kept) {

    /** Copies the list. */
    public LedgerVerifier {
        kept = List.copyOf(kept);
    }

    /** Checks the whole directory. */
    public static VerifierReport verify(Path directory, NoteVerifier key) {
        return new LedgerVerifier(directory, key, List.of()).verify(entry -> {});
    }

    /**
     * Checks the whole directory, and gives each record in order, as far as they are good by themselves;
     * that they are the signed ones is known when this has returned {@link Ok}.
     */
    public VerifierReport verify(Consumer<Entry> consumer) {
        boolean live = RealDisk.isLocked(directory);
        byte[] latest = bytes(CheckpointFiles.LATEST); // Before the history: a writer at work is ahead of it there.
        var history = CheckpointHistory.read(latest, bytes(CheckpointFiles.HISTORY), key, live);
        if (history.good().isEmpty()) {
            return history.bad().orElseGet(() -> new Bad(0, "there is no checkpoint"));
        }
        var checkpoints = merged(history.good());
        try (var hashes = new StoredBytes(directory.resolve(TreeFiles.HASHES));
                var places = new StoredBytes(directory.resolve(TreeFiles.PLACES))) {
            var replay = new Replay(hashes, places, checkpoints, consumer);
            new SegmentReplay(directory, replay, live).run();
            replay.finish(live);
            Optional<Bad> bad = earlier(replay.bad(), history.bad());
            var last = history.good().getLast();
            return bad.isPresent()
                    ? bad.get()
                    : new Ok(replay.size(), last.checkpoint().size(), last, checkpoints.size());
        }
    }

    /** All checkpoints, the smallest first. */
    private List<SignedCheckpoint> merged(List<SignedCheckpoint> own) {
        for (SignedCheckpoint checkpoint : kept) {
            if (!checkpoint.signedBy(key)) {
                throw LedgerFault.invalid("the checkpoint to compare with is not signed by `" + key + "`");
            }
        }
        return Stream.concat(own.stream(), kept.stream())
                .sorted(Comparator.comparingLong(signed -> signed.checkpoint().size()))
                .toList();
    }

    private static Optional<Bad> earlier(Optional<Bad> one, Optional<Bad> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.comparingLong(Bad::first));
    }

    private byte[] bytes(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException failed) {
            throw StoredBytes.unreadable(file, failed);
        }
    }
}
