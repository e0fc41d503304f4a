package safeconduct.call;

import safeconduct.policy.Decision;

/** How a call ended, told to the door. */
public sealed interface Answer {

    /**
     * It was not carried out.
     *
     * @param decision index of its record, or -1 when nothing could be recorded
     */
    record Refused(Decision.Deny denial, long decision) implements Answer {}

    /** It was carried out, or tried: the act has sent on what there was. */
    record Acted(Outcome outcome, long decision) implements Answer {}
}
