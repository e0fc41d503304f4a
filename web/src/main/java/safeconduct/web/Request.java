package safeconduct.web;

import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Caller;

/**
 * What someone asks at a door. Immutable: a decorator that learns something hands on another request.
 *
 * @param path decoded nowhere: as it stands in the request line, without the query
 * @param query as it stands in the request line, without the question mark
 * @param body can be read once
 * @param caller set only by the decorator that verified one; never read from the wire
 * @param parameters what stands at the places of the route's template
 */
public record Request(
        String method,
        String path,
        String query,
        Headers headers,
        Peer peer,
        Body body,
        Optional<Caller> caller,
        Map<String, String> parameters) {

    public Request {
        parameters = Map.copyOf(parameters);
    }

    /** One that nobody has verified yet. */
    public static Request of(String method, String path, Headers headers, Peer peer, Body body) {
        int mark = path.indexOf('?');
        String query = mark < 0 ? "" : path.substring(mark + 1);
        String plain = mark < 0 ? path : path.substring(0, mark);
        return new Request(method, plain, query, headers, peer, body, Optional.empty(), Map.of());
    }

    /** From here on, who calls is known. */
    public Request by(Caller verified) {
        return new Request(method, path, query, headers, peer, body, Optional.of(verified), parameters);
    }

    public Request withBody(Body other) {
        return new Request(method, path, query, headers, peer, other, caller, parameters);
    }

    public Request withHeaders(Headers others) {
        return new Request(method, path, query, others, peer, body, caller, parameters);
    }

    public Request withParameters(Map<String, String> places) {
        return new Request(method, path, query, headers, peer, body, caller, places);
    }

    /** What stands at a place of the route's template. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("no place `" + name + "` in the route");
        }
        return value;
    }
}
