package safeconduct.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;

/** Tells every channel of a question, each on a thread of its own: a slow one delays nobody. */
public final class ApprovalTeller {

    private static final System.Logger LOG = System.getLogger(ApprovalTeller.class.getName());

    private final Supplier<List<ApprovalChannel>> channels;
    private final Background background;

    public ApprovalTeller(Supplier<List<ApprovalChannel>> channels, Background background) {
        this.channels = channels;
        this.background = background;
    }

    void tell(Approval approval, ObjectNode input) {
        for (ApprovalChannel channel : channels.get()) {
            background.start("approval channel " + channel.name(), () -> tell(channel, approval, input));
        }
    }

    private static void tell(ApprovalChannel channel, Approval approval, ObjectNode input) throws InterruptedException {
        try {
            channel.ask(approval, input);
        } catch (Fault fault) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "channel `" + channel.name() + "` could not be told of " + approval.id(),
                    fault);
        }
    }
}
