package safeconduct.gateway.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.approval.Approval;
import safeconduct.call.SelfService;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;

/** What agents are shown of their task and of their questions. */
public final class Shown {

    private Shown() {}

    /** <pre>{"approval":"apr_…","state":"pending","until":"…","question":"…","next":"…"}</pre> */
    public static ObjectNode approval(Approval approval) {
        ObjectNode shown = Json.object()
                .put("approval", approval.id().value())
                .put("state", approval.state().word())
                .put("target", approval.subject().target().value())
                .put("tool", approval.subject().name())
                .put("question", approval.question())
                .put("until", approval.until().toString());
        if (!approval.reason().isEmpty()) {
            shown.put("answer", approval.reason());
        }
        return shown.put("next", next(approval));
    }

    /** The legal next step. */
    public static String next(Approval approval) {
        boolean call = approval.record() >= 0;
        return switch (approval.state()) {
            case PENDING -> "Make the same call again later, or wait for the answer by the tool `await_approval`.";
            case ALLOWED ->
                call
                        ? "Make the same call again, with the same arguments: it is allowed once."
                        : "This task stays as it is: ask for a new task that has this access.";
            case DENIED -> "Do not repeat this call: a person said no.";
            case USED -> "It was used: the same call needs another answer.";
            case EXPIRED, CANCELLED -> "Nobody answered, which is a no.";
        };
    }

    static ObjectNode authority(SelfService.Authority authority) {
        ObjectNode shown = Json.object()
                .put("purpose", authority.purpose())
                .put("environment", authority.environment())
                .put("deadline", authority.deadline().toString());
        var targets = shown.putArray("targets");
        for (SelfService.Place place : authority.places()) {
            ObjectNode one = targets.addObject().put("target", place.target().value());
            place.tools().forEach(one.putArray("tools")::add);
            ObjectNode left = one.putObject("left");
            limit(left, "calls", place.left().calls());
            limit(left, "rows", place.left().rows());
            limit(left, "bytes", place.left().bytes());
        }
        var questions = shown.putArray("questions");
        authority.questions().forEach(question -> questions.add(approval(question)));
        return shown;
    }

    /** What has no limit is left out. */
    private static void limit(ObjectNode left, String name, long value) {
        if (value != Budgets.UNLIMITED) {
            left.put(name, value);
        }
    }
}
