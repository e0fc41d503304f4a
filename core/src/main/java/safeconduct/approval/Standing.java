package safeconduct.approval;

/** What people have said of a call so far. */
public sealed interface Standing {

    /** Nobody was asked, or the answer is void. */
    record Unasked() implements Standing {}

    /** Somebody was asked. */
    record Waiting(Approval approval) implements Standing {}

    /** Somebody said yes, and nobody has used it: held for this call until it is used or let go. */
    record Held(Approval approval) implements Standing {}

    /** Somebody said no. */
    record Refused(Approval approval) implements Standing {}
}
