package safeconduct.cedar.eval;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Var;

/** What one decision can see. Used by one thread. */
public final class Frame {
    private final EntityUid principal;
    private final EntityUid action;
    private final EntityUid resource;
    private final Value.RecordValue context;
    private final Entities entities;
    private @Nullable Set<EntityUid> overPrincipal;
    private @Nullable Set<EntityUid> overAction;
    private @Nullable Set<EntityUid> overResource;
    private @Nullable Entity knownPrincipal;
    private @Nullable Entity knownResource;

    /** Of this request among these entities. */
    public Frame(Request request, Entities entities) {
        this.principal = request.principal();
        this.action = request.action();
        this.resource = request.resource();
        this.context = request.context();
        this.entities = entities;
    }

    EntityUid principal() {
        return principal;
    }

    EntityUid action() {
        return action;
    }

    EntityUid resource() {
        return resource;
    }

    Value part(Var name) {
        return switch (name) {
            case PRINCIPAL -> principal;
            case ACTION -> action;
            case RESOURCE -> resource;
            case CONTEXT -> context;
        };
    }

    /** Those of the request are looked up once: most conditions speak of them, by the request's own objects. */
    @SuppressWarnings("ReferenceEquality") // An equal object that is another one only costs another look-up.
    @Nullable
    Entity find(EntityUid uid) {
        if (uid == principal) {
            Entity known = knownPrincipal == null ? entities.find(uid) : knownPrincipal;
            knownPrincipal = known;
            return known;
        }
        if (uid == resource) {
            Entity known = knownResource == null ? entities.find(uid) : knownResource;
            knownResource = known;
            return known;
        }
        return entities.find(uid);
    }

    Entity existing(EntityUid uid) {
        Entity entity = find(uid);
        if (entity == null) {
            throw new EvaluationException("entity `" + uid + "` does not exist");
        }
        return entity;
    }

    /** As {@link #find}: those of the request once, since the index needs them too. */
    @SuppressWarnings("ReferenceEquality") // An equal object that is another one only costs another look-up.
    Set<EntityUid> ancestors(EntityUid uid) {
        if (uid == principal) {
            Set<EntityUid> known = overPrincipal == null ? entities.ancestors(uid) : overPrincipal;
            overPrincipal = known;
            return known;
        }
        if (uid == resource) {
            Set<EntityUid> known = overResource == null ? entities.ancestors(uid) : overResource;
            overResource = known;
            return known;
        }
        return uid == action ? overAction() : entities.ancestors(uid);
    }

    private Set<EntityUid> overAction() {
        Set<EntityUid> known = overAction == null ? entities.ancestors(action) : overAction;
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
