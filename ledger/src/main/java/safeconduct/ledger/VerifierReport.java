package safeconduct.ledger;

import java.util.List;
import safeconduct.ledger.note.SignedCheckpoint;

/** What the verifier found. */
public sealed interface VerifierReport {

    /** What no look at one copy of a ledger can show. Printed with every report. */
    List<String> NOT_PROVEN = List.of(
            "that what the records say is true: only that nobody changed it since it was signed",
            "that the holder of the signing key did not write another ledger and show it to others: compare"
                    + " checkpoints, or ask witnesses",
            "that no later checkpoint was removed together with its records: give a checkpoint that was kept elsewhere",
            "when a record was written: times are those of the writer's clock");

    /**
     * Everything that was signed is there, as it was.
     *
     * @param records how many whole records there are
     * @param covered how many of them the last checkpoint covers; the others are not proven by anything
     * @param checkpoint the last checkpoint
     * @param checkpoints how many checkpoints were checked, each against the records before it
     */
    record Ok(long records, long covered, SignedCheckpoint checkpoint, long checkpoints) implements VerifierReport {

        /** What this report does not prove. */
        public List<String> notProven() {
            if (records == covered) {
                return NOT_PROVEN;
            }
            var all = new java.util.ArrayList<>(NOT_PROVEN);
            all.add("anything about records " + covered + " to " + (records - 1) + ": no checkpoint covers them yet");
            return List.copyOf(all);
        }
    }

    /**
     * Something is not as it was signed.
     *
     * @param first the first bad record; when it is not known exactly, the first that may be it
     * @param last the last record that may be the first bad one
     * @param reason what is wrong, for people
     */
    record Bad(long first, long last, String reason) implements VerifierReport {

        /** A finding about one record. */
        public Bad(long record, String reason) {
            this(record, record, reason);
        }
    }
}
