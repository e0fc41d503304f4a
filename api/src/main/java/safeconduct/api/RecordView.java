package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.record.RecordCodec;
import safeconduct.record.Recorded;

/** One record of the ledger. */
public record RecordView(long index, Instant time, String type, ObjectNode event) {

    /**
     * That a record stands in the ledger, for whoever has the ledger's public key.
     *
     * @param record its bytes, base64
     * @param hashes of the audit path, base64, from the leaf upwards
     * @param checkpoint the signed note
     */
    public record Proof(long index, long size, String record, List<String> hashes, String checkpoint) {}

    /**
     * A decision with all that it depended on.
     *
     * @param question what was asked of the policies; absent when its opening was erased
     * @param input the arguments; absent when their opening was erased
     * @param outcome the record of what became of it; absent when it was not carried out
     * @param explanation the question put again to the rules that decided on it: the policies considered, on which test
     *     each near miss failed, the smallest change that would have been permitted; absent when the question was erased
     *     or was never asked, or those rules are not kept
     * @param policies texts of the determining policies, as far as they are still in force
     */
    public record Explained(
            RecordView decision,
            Optional<ObjectNode> question,
            Optional<ObjectNode> input,
            Optional<RecordView> outcome,
            Optional<ObjectNode> explanation,
            List<PolicyView.PolicyText> policies) {}

    public static RecordView of(Recorded recorded) {
        return new RecordView(
                recorded.index(),
                recorded.time(),
                RecordCodec.word(recorded.event().getClass()),
                RecordCodec.json(recorded.event()));
    }
}
