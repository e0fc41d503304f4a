package safeconduct.call;

import safeconduct.approval.Approval;
import safeconduct.policy.Decision;

/** How a call ended, told to the door. */
public sealed interface Answer {

    /**
     * It was not carried out.
     *
     * @param decision index of its record, or -1 when nothing could be recorded
     */
    record Refused(Decision.Deny denial, long decision) implements Answer {}

    /** It was not carried out yet: a person is asked. The same call may be made again when they have said yes. */
    record Asked(Approval approval, long decision) implements Answer {}

    /** It was carried out, or tried: the act has sent on what there was. */
    record Acted(Outcome outcome, long decision) implements Answer {}
}
