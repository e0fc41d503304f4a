package safeconduct.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.VerifierReport;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.VerifierReport.Ok;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * What an audit of one ledger found.
 *
 * @param bad the first bad record, if there is one
 * @param records how many records were read
 * @param checkpoint the last checkpoint, when everything before it is as it was signed
 * @param notes what the auditor should know: open decisions, grants without complete receipt
 * @param notProven what no look at these files can prove
 */
public record Audit(
        Optional<Bad> bad,
        long records,
        Optional<SignedCheckpoint> checkpoint,
        List<String> notes,
        List<String> notProven) {

    /** Copies the lists. */
    public Audit {
        notes = List.copyOf(notes);
        notProven = List.copyOf(notProven);
    }

    /** Checks every record, hash, checkpoint and signature, and then what the records say about each other. */
    public static Audit of(Path ledger, NoteVerifier key, List<SignedCheckpoint> kept) {
        var story = new Story();
        VerifierReport report = new LedgerVerifier(ledger, key, kept).verify(story::tell);
        return switch (report) {
            case Bad bad ->
                new Audit(first(bad, story.bad()), story.size(), Optional.empty(), story.notes(), List.of());
            case Ok ok -> {
                var notProven = new ArrayList<>(ok.notProven());
                notProven.addAll(Story.NOT_PROVEN);
                yield new Audit(story.bad(), ok.records(), Optional.of(ok.checkpoint()), story.notes(), notProven);
            }
        };
    }

    /** True when nothing is wrong. */
    public boolean isGood() {
        return bad.isEmpty();
    }

    private static Optional<Bad> first(Bad bad, Optional<Bad> other) {
        return other.filter(earlier -> earlier.first() < bad.first()).or(() -> Optional.of(bad));
    }
}
