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
 * @param notes what the auditor should know: open decisions, grants without complete receipt, what was checked
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

    /** Checks the ledger with nothing else at hand. */
    public static Audit of(Path ledger, NoteVerifier key, List<SignedCheckpoint> kept) {
        return of(new LedgerVerifier(ledger, key, kept), Evidence.NONE);
    }

    /**
     * Checks every record, hash, checkpoint and signature; then what the records say about each other, that the rules they
     * name are there, and that a sample of decisions follows from them.
     */
    public static Audit of(LedgerVerifier ledger, Evidence evidence) {
        var sample = new Sample(evidence.sample(), evidence.seed());
        var story = new Story(sample);
        VerifierReport report = ledger.verify(story::tell);
        return switch (report) {
            case Bad bad ->
                new Audit(
                        first(story.bad(), Optional.of(bad)), story.size(), Optional.empty(), story.notes(), List.of());
            case Ok ok -> {
                var meaning = Meaning.of(story, sample, evidence);
                var notes = new ArrayList<>(meaning.notes());
                notes.addAll(story.notes());
                var notProven = new ArrayList<>(ok.notProven());
                notProven.addAll(Story.NOT_PROVEN);
                notProven.addAll(meaning.notProven());
                Optional<Bad> bad = first(story.bad(), meaning.bad());
                yield new Audit(bad, ok.records(), Optional.of(ok.checkpoint()), notes, notProven);
            }
        };
    }

    /** True when nothing is wrong. */
    public boolean isGood() {
        return bad.isEmpty();
    }

    private static Optional<Bad> first(Optional<Bad> one, Optional<Bad> other) {
        return one.filter(bad -> other.isEmpty() || bad.first() < other.get().first())
                .or(() -> other);
    }
}
