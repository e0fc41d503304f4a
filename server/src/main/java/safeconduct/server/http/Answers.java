package safeconduct.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import safeconduct.api.Page;
import safeconduct.api.Wire;
import safeconduct.kernel.Fault;
import safeconduct.web.Form;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** What every endpoint does alike: reading the query and the body, writing a record. */
final class Answers {

    private Answers() {}

    static Response of(Object record) {
        return Response.bytes(200, "application/json", Wire.bytes(record)).with("cache-control", "no-store");
    }

    static Response text(String contentType, String text) {
        return Response.bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8))
                .with("cache-control", "no-store");
    }

    /** One page of what was asked for one more of, so that it is known whether there is a next. */
    static <T, V> Page<V> page(List<T> found, int limit, Function<T, V> view, Function<T, String> cursor) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit ? Optional.of(cursor.apply(shown.getLast())) : Optional.empty();
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    static <T> T body(Request request, Class<T> type) {
        return Wire.read(request.body().bytes(), type);
    }

    static Optional<String> query(Request request, String name) {
        return Form.parse(request.query()).only(name);
    }

    static boolean flag(Request request, String name) {
        String value = query(request, name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new Fault(Fault.Code.INVALID, "`" + name + "` is `" + value + "`, expected `true` or `false`");
        }
        return value.equals("true");
    }

    static int limit(Request request) {
        long limit = number("limit", query(request, "limit").orElse("" + Page.LIMIT_DEFAULT));
        if (limit < 1 || limit > Page.LIMIT_MAX) {
            throw new Fault(Fault.Code.INVALID, "`limit` is " + limit + ", expected 1 to " + Page.LIMIT_MAX);
        }
        return (int) limit;
    }

    static long number(String name, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            throw new Fault(Fault.Code.INVALID, "`" + name + "` is `" + text + "`, expected a number", malformed);
        }
        throw new Fault(Fault.Code.INVALID, "`" + name + "` is `" + text + "`, expected 0 or more");
    }
}
