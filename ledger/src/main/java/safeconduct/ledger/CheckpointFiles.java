package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * The checkpoints of a ledger: {@code checkpoint} is the latest, replaced as a whole; {@code checkpoints}
 * has every one, each followed by two empty lines.
 */
final class CheckpointFiles implements AutoCloseable {

    static final String LATEST = "checkpoint";
    static final String HISTORY = "checkpoints";
    /** Stands between checkpoints, and never in one. */
    static final String END = "\n\n\n";

    private static final int TAIL = 16 * 1024;

    private final Disk disk;
    private final DiskFile history;
    private volatile @Nullable SignedCheckpoint latest;

    CheckpointFiles(Disk disk) {
        this.disk = disk;
        history = disk.open(HISTORY);
        latest = lastOfHistory();
    }

    /** The last checkpoint that was made. */
    Optional<SignedCheckpoint> latest() {
        return Optional.ofNullable(latest);
    }

    /** Makes a checkpoint durable, first among all of them, then as the latest. */
    void publish(SignedCheckpoint checkpoint) {
        String note = checkpoint.toString();
        history.write(ByteBuffer.wrap((note + "\n\n").getBytes(StandardCharsets.UTF_8)), history.size());
        history.force();
        latest = checkpoint;
        replaceLatest(note);
    }

    private void replaceLatest(String note) {
        String unfinished = LATEST + ".tmp";
        try (DiskFile file = disk.open(unfinished)) {
            byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
            file.write(ByteBuffer.wrap(bytes), 0);
            file.truncate(bytes.length);
            file.force();
        }
        disk.rename(unfinished, LATEST);
        disk.syncDirectory();
    }

    /** Reads the end of the history, cuts what a crash left half written, and repeats what it left undone. */
    private @Nullable SignedCheckpoint lastOfHistory() {
        long start = Math.max(0, history.size() - TAIL);
        String tail = new String(history.read(start, TAIL), StandardCharsets.ISO_8859_1);
        int end = tail.lastIndexOf(END);
        if (end < 0 && (start > 0 || disk.exists(LATEST))) {
            throw LedgerFault.damaged("`" + HISTORY + "` does not end with a checkpoint");
        }
        history.truncate(end < 0 ? 0 : start + end + END.length());
        if (end < 0) {
            return null;
        }
        int begin = tail.lastIndexOf(END, end - 1);
        String text = tail.substring(begin < 0 ? 0 : begin + END.length(), end + 1);
        String note = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var last = SignedCheckpoint.parse(note);
        String known = latestText();
        if (!note.equals(known)) {
            refuseLater(known, last);
            replaceLatest(note);
        }
        return last;
    }

    /** A crash leaves the latest behind the history, never before it. */
    private static void refuseLater(String known, SignedCheckpoint last) {
        if (!known.isEmpty()
                && SignedCheckpoint.parse(known).checkpoint().size()
                        >= last.checkpoint().size()) {
            throw LedgerFault.damaged("`" + LATEST + "` is not in `" + HISTORY + "`");
        }
    }

    private String latestText() {
        try (DiskFile file = disk.open(LATEST)) {
            return new String(file.read(0, TAIL), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        history.close();
    }
}
