package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * All checkpoints of a ledger as they stand in its files.
 *
 * @param good those up to the first bad one, in order of size
 * @param bad what is wrong with the rest
 */
record CheckpointHistory(List<SignedCheckpoint> good, Optional<Bad> bad) {

    /** Reads both files; {@code live} when somebody may be writing them at this moment. */
    static CheckpointHistory read(byte[] latest, byte[] history, NoteVerifier key, boolean live) {
        var good = new ArrayList<SignedCheckpoint>();
        String text = new String(history, StandardCharsets.ISO_8859_1);
        int start = 0;
        int end = text.indexOf(CheckpointFiles.END);
        while (end >= 0) {
            var next = open(text.substring(start, end + 1), key);
            if (next.isEmpty() || next.get().checkpoint().size() <= sizeOf(good)) {
                return bad(good, "checkpoint " + good.size() + " is malformed, out of order or not signed by the key");
            }
            good.add(next.get());
            start = end + CheckpointFiles.END.length();
            end = text.indexOf(CheckpointFiles.END, start);
        }
        if (start < text.length() && !live) {
            return bad(good, "`" + CheckpointFiles.HISTORY + "` ends in something that is not a checkpoint");
        }
        return checkLatest(good, new String(latest, StandardCharsets.ISO_8859_1), live);
    }

    /** A crash leaves the latest one step behind; a writer at work, any number of steps. */
    private static CheckpointHistory checkLatest(List<SignedCheckpoint> good, String latest, boolean live) {
        int steps = live ? good.size() : Math.min(2, good.size());
        boolean known = good.reversed().stream()
                .limit(steps)
                .anyMatch(one -> bytesOf(one).equals(latest));
        return known
                ? new CheckpointHistory(good, Optional.empty())
                : bad(good, "`" + CheckpointFiles.LATEST + "` is not the last of `" + CheckpointFiles.HISTORY + "`");
    }

    private static String bytesOf(SignedCheckpoint checkpoint) {
        return new String(checkpoint.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static CheckpointHistory bad(List<SignedCheckpoint> good, String reason) {
        return new CheckpointHistory(good, Optional.of(new Bad(Math.max(0, sizeOf(good)), reason)));
    }

    private static long sizeOf(List<SignedCheckpoint> good) {
        return good.isEmpty() ? -1 : good.getLast().checkpoint().size();
    }

    private static Optional<SignedCheckpoint> open(String latin, NoteVerifier key) {
        try {
            byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
            String note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SignedCheckpoint.open(note, key);
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
