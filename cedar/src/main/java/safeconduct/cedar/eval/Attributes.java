package safeconduct.cedar.eval;

import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;

/** Attributes and tags. */
final class Attributes {
    private Attributes() {}

    static Node get(Node body, String attribute) {
        String name =
                attribute.intern(); // Requests are mostly built with literals: then equal names are the same object.
        return frame -> {
            Value holder = body.value(frame);
            Value found = find(frame, holder, name, true);
            if (found == null) {
                String owner = holder instanceof EntityUid uid ? "`" + uid + "`" : "the record";
                throw new EvaluationException(owner + " has no attribute `" + name + "`");
            }
            return found;
        };
    }

    static Node.Test has(Node body, String name) {
        return frame -> find(frame, body.value(frame), name, false) != null;
    }

    private static @Nullable Value find(Frame frame, Value holder, String name, boolean mustExist) {
        if (holder instanceof Value.RecordValue attributes) {
            return attributes.get(name);
        }
        if (!(holder instanceof EntityUid uid)) {
            throw Types.wrong("entity or record", holder);
        }
        Entity entity = mustExist ? frame.existing(uid) : frame.find(uid);
        return entity == null ? null : entity.attributes().get(name);
    }

    static Node.Test hasTag(Node body, Node name) {
        return frame -> {
            EntityUid uid = Types.entity(body.value(frame));
            String tag = Types.text(name.value(frame));
            Entity entity = frame.find(uid);
            return entity != null && entity.tags().containsKey(tag);
        };
    }

    static Node getTag(Node body, Node name) {
        return frame -> {
            EntityUid uid = Types.entity(body.value(frame));
            String tag = Types.text(name.value(frame));
            Value found = frame.existing(uid).tags().get(tag);
            if (found == null) {
                throw new EvaluationException("`" + uid + "` has no tag `" + tag + "`");
            }
            return found;
        };
    }
}
