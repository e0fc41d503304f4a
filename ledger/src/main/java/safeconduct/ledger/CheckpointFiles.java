package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;
import safeconduct.ledger.note.NoteVerifier;
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
    private long end;
    private boolean settled = true;

    CheckpointFiles(Disk disk, NoteVerifier key) {
        this.disk = disk;
        history = disk.open(HISTORY);
        latest = lastOfHistory(key);
    }

    /** The last checkpoint that was made. */
    Optional<SignedCheckpoint> latest() {
        return Optional.ofNullable(latest);
    }

    /** Makes a checkpoint durable, first among all of them, then as the latest. */
    void publish(SignedCheckpoint checkpoint) {
        settle();
        byte[] note = (checkpoint + "\n\n").getBytes(StandardCharsets.UTF_8);
        history.write(ByteBuffer.wrap(note), end); // Over what a write that failed may have left.
        history.truncate(end + note.length);
        history.force();
        end += note.length;
        latest = checkpoint;
        settled = false;
        settle();
    }

    /** Makes the last of all checkpoints the latest, if that failed before. */
    void settle() {
        SignedCheckpoint last = latest;
        if (!settled && last != null) {
            replaceLatest(last.toString());
            settled = true;
        }
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
    private @Nullable SignedCheckpoint lastOfHistory(NoteVerifier key) {
        long start = Math.max(0, history.size() - TAIL);
        String tail = new String(history.read(start, TAIL), StandardCharsets.ISO_8859_1);
        int last = tail.lastIndexOf(END);
        Optional<SignedCheckpoint> found = endingAt(tail, last, key);
        if (found.isEmpty() && last >= 0) {
            last = tail.lastIndexOf(END, last - 1); // A torn write may have left its end, and not its beginning.
            found = endingAt(tail, last, key);
        }
        String known = latestText();
        if (found.isEmpty()) {
            if (start > 0 || last >= 0 || !known.isEmpty()) {
                throw LedgerFault.damaged("`" + HISTORY + "` does not end with a checkpoint signed by `" + key + "`");
            }
            history.truncate(0);
            return null;
        }
        repair(start + last + END.length(), found.get(), known);
        return found.get();
    }

    private static Optional<SignedCheckpoint> endingAt(String tail, int end, NoteVerifier key) {
        int begin = end < 0 ? 0 : tail.lastIndexOf(END, end - 1);
        String text = end < 0 ? "" : tail.substring(begin < 0 ? 0 : begin + END.length(), end + 1);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return SignedCheckpoint.open(new String(bytes, StandardCharsets.UTF_8), key);
    }

    private void repair(long good, SignedCheckpoint last, String known) {
        String note = last.toString();
        if (!note.equals(known)) {
            refuseLater(known, last);
        }
        end = good;
        history.truncate(end);
        secure(end - note.getBytes(StandardCharsets.UTF_8).length - 2);
        if (!note.equals(known)) {
            replaceLatest(note);
        }
    }

    /** A sync that failed may have left the last checkpoint in memory only, looking durable: write it again. */
    private void secure(long from) {
        history.write(ByteBuffer.wrap(history.read(from, (int) (end - from))), from);
        history.force();
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
        if (!disk.exists(LATEST)) {
            return "";
        }
        try (DiskFile file = disk.open(LATEST)) {
            return new String(file.read(0, TAIL), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        history.close();
    }
}
