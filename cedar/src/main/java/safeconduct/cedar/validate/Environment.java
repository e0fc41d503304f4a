package safeconduct.cedar.validate;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.schema.CedarType;

/**
 * One kind of request.
 *
 * @param tool the resource itself where it is known, with everything that it is in
 */
record Environment(
        String principal,
        EntityUid action,
        String resource,
        CedarType.RecordOf context,
        @Nullable Known tool) {

    /** A known resource. */
    record Known(EntityUid uid, Set<EntityUid> ancestors) {}
}
