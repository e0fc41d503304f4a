package safeconduct.ledger.witness;

/** Where a witness can be asked. */
@FunctionalInterface
public interface WitnessPort {

    /** Sends the body of an {@link AddCheckpoint}. */
    Answer addCheckpoint(String body);
}
