package safeconduct.cedar.eval;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;

/** What one decision can see. Used by one thread. */
public final class Frame {
    private final Request request;
    private final Entities entities;
    private @Nullable Set<EntityUid> overPrincipal;
    private @Nullable Set<EntityUid> overAction;
    private @Nullable Set<EntityUid> overResource;

    /** Of this request among these entities. */
    public Frame(Request request, Entities entities) {
        this.request = request;
        this.entities = entities;
    }

    Request request() {
        return request;
    }

    @Nullable
    Entity find(EntityUid uid) {
        return entities.find(uid);
    }

    Entity existing(EntityUid uid) {
        Entity entity = entities.find(uid);
        if (entity == null) {
            throw new EvaluationException("entity `" + uid + "` does not exist");
        }
        return entity;
    }

    /** Those of the request are asked for once: the index and most conditions need them. */
    @SuppressWarnings("ReferenceEquality") // The request's own objects; an equal one only costs another look-up.
    Set<EntityUid> ancestors(EntityUid uid) {
        if (uid == request.principal()) {
            Set<EntityUid> known = overPrincipal == null ? entities.ancestors(uid) : overPrincipal;
            overPrincipal = known;
            return known;
        }
        if (uid == request.resource()) {
            Set<EntityUid> known = overResource == null ? entities.ancestors(uid) : overResource;
            overResource = known;
            return known;
        }
        return uid == request.action() ? overAction() : entities.ancestors(uid);
    }

    private Set<EntityUid> overAction() {
        Set<EntityUid> known = overAction == null ? entities.ancestors(request.action()) : overAction;
        overAction = known;
        return known;
    }

    boolean isIn(EntityUid uid, EntityUid ancestor) {
        return uid.equals(ancestor) || ancestors(uid).contains(ancestor);
    }

    boolean isIn(EntityUid uid, Value.SetValue set) {
        boolean found = false;
        Set<EntityUid> ancestors = ancestors(uid);
        for (Value element : set.elements()) {
            EntityUid ancestor = Types.entity(element); // Each must be one, also behind the one that is found.
            found |= uid.equals(ancestor) || ancestors.contains(ancestor);
        }
        return found;
    }
}
