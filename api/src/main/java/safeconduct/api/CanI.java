package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import safeconduct.policy.Decision;

/**
 * What if an agent made this call in a task of this purpose? Nothing happens, nothing is reserved.
 *
 * @param method for example {@code tools/call}
 * @param parent id of the living task that the task would be opened under
 */
public record CanI(
        String agent,
        String purpose,
        ObjectNode parameters,
        String target,
        String method,
        String tool,
        ObjectNode input,
        Optional<String> parent) {

    /**
     * The answer.
     *
     * @param effect allow, deny or ask
     * @param reason code of a denial, or empty
     * @param next the legal next step after a denial, or empty
     */
    public record Answer(String effect, String reason, String explanation, String next, List<String> policies) {

        public static Answer of(Decision decision) {
            return switch (decision) {
                case Decision.Allow allow -> new Answer("allow", "", "", "", allow.policies());
                case Decision.Deny deny ->
                    new Answer("deny", deny.reason().code(), deny.explanation(), deny.next(), deny.policies());
                case Decision.Ask ask -> new Answer("ask", "", ask.question(), "", ask.policies());
            };
        }
    }
}
