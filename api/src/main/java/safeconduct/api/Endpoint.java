package safeconduct.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param id its name, for clients and links
 * @param path with places in braces
 * @param query names of its parameters in the query
 * @param who may call it
 * @param request the record of its body
 * @param response the record of its answer; {@code String} for text
 * @param paged whether the answer is a {@link Page} of that record
 */
public record Endpoint(
        String id,
        String method,
        String path,
        String summary,
        List<String> query,
        Who who,
        Optional<Class<?>> request,
        Class<?> response,
        boolean paged) {

    /** Whose credential opens it. */
    public enum Who {
        /** Nobody's. */
        ANYONE,
        /** The operator's, printed once by {@code init}. */
        ADMIN,
        /** A task's own token, with its proof of possession. */
        TASK
    }

    static Endpoint get(String id, String path, String summary, Class<?> response) {
        return new Endpoint(id, "GET", path, summary, List.of(), Who.ADMIN, Optional.empty(), response, false);
    }

    static Endpoint post(String id, String path, String summary, Class<?> response) {
        return new Endpoint(id, "POST", path, summary, List.of(), Who.ADMIN, Optional.empty(), response, false);
    }

    Endpoint with(String... parameters) {
        return new Endpoint(id, method, path, summary, List.of(parameters), who, request, response, paged);
    }

    Endpoint body(Class<?> record) {
        return new Endpoint(id, method, path, summary, query, who, Optional.of(record), response, paged);
    }

    Endpoint by(Who other) {
        return new Endpoint(id, method, path, summary, query, other, request, response, paged);
    }

    /** In pages, with a cursor and a limit. */
    Endpoint inPages() {
        List<String> more = new ArrayList<>(query);
        more.add("cursor");
        more.add("limit");
        return new Endpoint(id, method, path, summary, List.copyOf(more), who, request, response, true);
    }

    /** As a whole list, in one page. */
    Endpoint listed() {
        return new Endpoint(id, method, path, summary, query, who, request, response, true);
    }

    /** The path with these values at its places, in order. */
    public String at(String... values) {
        String filled = path;
        for (String value : values) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            filled = filled.replaceFirst("\\{[a-z]+}", encoded.replace("+", "%20"));
        }
        return filled;
    }
}
