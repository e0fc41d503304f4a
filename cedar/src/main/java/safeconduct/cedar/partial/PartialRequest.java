package safeconduct.cedar.partial;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;

/**
 * A request of which a part is unknown.
 *
 * @param context what is known of the context
 * @param unknown paths in the context whose values may be anything, or absent: {@code ["input", "table"]}; the empty
 *     path stands for the whole context
 */
public record PartialRequest(
        Part principal, Part action, Part resource, Value.RecordValue context, Set<List<String>> unknown) {

    /** Copies what can change. */
    public PartialRequest {
        unknown = Set.copyOf(unknown);
    }

    /** Principal, action or resource. */
    public sealed interface Part {}

    /** This one. */
    public record Known(EntityUid uid) implements Part {}

    /** One of this type, or of any when the type is empty. */
    public record Unknown(String type) implements Part {}

    /** Of a request that is known as a whole. */
    public static PartialRequest of(Request request) {
        return new PartialRequest(
                new Known(request.principal()),
                new Known(request.action()),
                new Known(request.resource()),
                request.context(),
                Set.of());
    }

    /** With a path of the context unknown, such as {@code input}, {@code table}; without any: the whole context. */
    public PartialRequest withUnknown(String... path) {
        Set<List<String>> more = new HashSet<>(unknown);
        more.add(List.of(path));
        return new PartialRequest(principal, action, resource, context, more);
    }

    /** With any resource of a type; of every type when it is empty. */
    public PartialRequest withUnknownResource(String type) {
        return new PartialRequest(principal, action, new Unknown(type), context, unknown);
    }

    /** With any action. */
    public PartialRequest withUnknownAction() {
        return new PartialRequest(principal, new Unknown(""), resource, context, unknown);
    }
}
