package safeconduct.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import safeconduct.record.Event;

/** The story of people's answers: asked, answered, and a yes used once, by the task that asked. */
final class Consents {

    private record Standing(String task, String answer) {}

    private final Map<String, Standing> standing = new HashMap<>();

    void asked(Event.ApprovalAsked asked) {
        standing.put(asked.approval(), new Standing(asked.task(), "pending"));
    }

    /** What is wrong with it, if anything is. */
    Optional<String> answered(Event.ApprovalAnswered answered) {
        Standing was = standing.get(answered.approval());
        if (was == null) {
            return Optional.of("approval " + answered.approval() + " is answered and was never asked for");
        }
        boolean open = was.answer().equals("pending") || was.answer().equals("allowed");
        boolean closes =
                !answered.answer().equals("allowed") && !answered.answer().equals("denied");
        if (!open || (was.answer().equals("allowed") && !closes)) {
            return Optional.of("approval " + answered.approval() + " is answered twice");
        }
        standing.put(answered.approval(), new Standing(was.task(), answered.answer()));
        return Optional.empty();
    }

    /** @param task of the decision that it is used for, or empty when there is no such open decision */
    Optional<String> used(Event.ApprovalUsed used, String task) {
        Standing was = standing.put(used.approval(), new Standing(used.task(), "used"));
        if (was == null || !was.answer().equals("allowed")) {
            return Optional.of("approval " + used.approval() + " is used and was not allowed");
        }
        return was.task().equals(used.task()) && task.equals(used.task())
                ? Optional.empty()
                : Optional.of("approval " + used.approval() + " is used by another than who asked");
    }
}
