package safeconduct.server.http;

import java.util.List;
import java.util.Optional;
import safeconduct.api.CanI;
import safeconduct.api.Examination;
import safeconduct.api.PolicyView;
import safeconduct.kernel.Digest;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;

/** What the endpoints need of a server, besides the domain. */
public interface Ports {

    /** The rules in force. */
    interface Rules {
        Bundle bundle();

        /** The rules of that digest, as far as decisions follow from them: those in force, or kept ones. */
        default Optional<Bundle> bundle(Digest digest) {
            return Optional.of(bundle()).filter(known -> known.digest().equals(digest));
        }

        /** Their Cedar text, one for each purpose and file. */
        List<PolicyView.PolicyText> texts();

        /** @throws safeconduct.kernel.Fault INVALID with all problems; then the old ones stay in force */
        PolicyView.Reloaded reload();

        /** Decides without reserving, recording or doing anything. */
        Decision whatIf(CanI question);
    }

    /** Statements of the ledger about itself. */
    interface Proofs {
        /** The signed note. */
        String checkpoint();

        /** @throws safeconduct.kernel.Fault NOT_FOUND */
        Proof proof(long record);

        /** Hashes and bytes as base64. */
        record Proof(long size, String record, List<String> hashes, String checkpoint) {
            public Proof {
                hashes = List.copyOf(hashes);
            }
        }
    }

    /** How the server is. */
    interface Condition {
        /** Empty when calls are decided and recorded now; else why not. */
        String trouble();

        /** In the text format of Prometheus. */
        String metrics();

        /** @param prove whether calls that must be denied are sent, too */
        Examination examine(boolean prove);
    }
}
