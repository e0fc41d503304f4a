package safeconduct.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the handler of a method and a path. A template is text with places for one segment each; a last place with a
 * star takes the rest of the path.
 *
 * <pre>GET /v1/tasks/{task}      POST /mcp/{target}      GET /.well-known/oauth-protected-resource/{path*}</pre>
 *
 * The first route that fits wins. An unknown path is answered 404, a known one with another method 405.
 */
public final class Routes implements Handler {

    private record Route(String method, List<String> template, Handler handler) {}

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public static Routes none() {
        return new Routes(List.of());
    }

    /** These, and one more. */
    public Routes with(String method, String template, Handler handler) {
        List<Route> more = new ArrayList<>(routes);
        more.add(new Route(method, segments(template), handler));
        return new Routes(more);
    }

    /** These, then those of another. */
    public Routes with(Routes others) {
        List<Route> more = new ArrayList<>(routes);
        more.addAll(others.routes);
        return new Routes(more);
    }

    @Override
    public Response handle(Request request) {
        List<String> path = segments(request.path());
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> places = match(route.template(), path);
            if (places.isPresent()) {
                if (route.method().equals(request.method())) {
                    return route.handler().handle(request.withParameters(places.get()));
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            return Problems.of(404, Problems.word(404), "nothing is at this path");
        }
        return Problems.of(405, Problems.word(405), "expected " + String.join(" or ", methods))
                .with("allow", String.join(", ", methods));
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (part.endsWith("*}") && i < path.size()) {
                places.put(part.substring(1, part.length() - 2), String.join("/", path.subList(i, path.size())));
                return Optional.of(places);
            }
            if (i >= path.size() || !matchSegment(part, path.get(i), places)) {
                return Optional.empty();
            }
        }
        return template.size() == path.size() ? Optional.of(places) : Optional.empty();
    }

    private static boolean matchSegment(String part, String segment, Map<String, String> places) {
        if (!part.startsWith("{")) {
            return part.equals(segment);
        }
        if (segment.isEmpty()) {
            return false;
        }
        places.put(part.substring(1, part.length() - 1), decoded(segment));
        return true;
    }

    private static String decoded(String segment) {
        try {
            String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (text.chars().anyMatch(c -> c < ' ' || c == 127)) {
                throw new Rejection(400, "a control character in the path");
            }
            return text;
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(400, "malformed percent-encoding in the path", malformed);
        }
    }
}
