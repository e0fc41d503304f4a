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
        String name = attribute.intern();
        return frame -> get(frame, body.value(frame), name);
    }

    /** The attribute, which must be there. */
    static Value get(Frame frame, Value holder, String name) {
        Value found = find(frame, holder, name, true);
        if (found == null) {
            String owner = holder instanceof EntityUid uid ? "`" + uid + "`" : "the record";
            throw new EvaluationException(owner + " has no attribute `" + name + "`");
        }
        return found;
    }

    static Node.Test has(Node body, String attribute) {
        String name = attribute.intern();
        return body instanceof Path path
                ? frame -> find(frame, path.value(frame), name, false) != null
                : frame -> find(frame, body.value(frame), name, false) != null;
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
