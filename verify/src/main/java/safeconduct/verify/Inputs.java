package safeconduct.verify;

import java.util.Optional;
import safeconduct.record.Hidden;

/** What opens commitments, as far as the auditor has it. */
@FunctionalInterface
public interface Inputs {

    /** An auditor who has nothing but the ledger. */
    Inputs NONE = (record, field) -> Optional.empty();

    /** What opens this field of a record; empty when it was not given, or was erased. */
    Optional<Hidden> find(long record, String field);
}
