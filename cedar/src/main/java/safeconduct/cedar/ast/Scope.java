package safeconduct.cedar.ast;

import java.util.List;
import safeconduct.cedar.EntityUid;

/** What a policy says about principal, action or resource before its conditions. */
public sealed interface Scope {

    /** Any. */
    record Any() implements Scope {}

    /** Exactly this one. */
    record Eq(Ref ref) implements Scope {}

    /** This one, or in it. */
    record In(Ref ref) implements Scope {}

    /** One of these, or in one of them. Actions only. */
    record InAny(List<EntityUid> uids) implements Scope {
        /** Copies the list. */
        public InAny {
            uids = List.copyOf(uids);
        }
    }

    /** Of this type. */
    record Is(String type) implements Scope {}

    /** Of this type, and this one or in it. */
    record IsIn(String type, Ref ref) implements Scope {}

    /** An entity, or the place for one in a template. */
    sealed interface Ref {}

    /** This entity. */
    record Uid(EntityUid uid) implements Ref {}

    /** The template's {@code ?principal} or {@code ?resource}. */
    record Slot(Var variable) implements Ref {}
}
