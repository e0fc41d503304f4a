package safeconduct.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tells people that they are asked. A plug-in point. Whoever is told answers at the API; a channel that fails delays an
 * answer and never makes one: silence is no.
 */
public interface ApprovalChannel {

    /** The word under which logs know it. */
    String name();

    /**
     * Tells of a question that was just asked, on a thread of its own.
     *
     * @param input the arguments, whole; empty for a request for access
     * @throws safeconduct.kernel.Fault when it cannot be told; others are told all the same
     */
    void ask(Approval approval, ObjectNode input) throws InterruptedException;

    /** Makes a channel from its settings; refuses settings that it does not know. */
    interface Factory {
        /** The word that selects it in the configuration: {@code kind}. */
        String kind();

        /** @throws safeconduct.kernel.Fault INVALID, naming the setting */
        ApprovalChannel create(String name, ObjectNode settings);
    }
}
