package safeconduct.cedar;

/** The question: may this principal do this action on this resource, in this context. */
public record Request(EntityUid principal, EntityUid action, EntityUid resource, Value.RecordValue context) {}
