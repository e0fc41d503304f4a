package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.kernel.Json;
import safeconduct.web.Headers;

/**
 * Holds the routing headers of a stateless request against its body: whoever routes by the one and acts by the other must
 * not be told two things.
 */
final class HeaderCheck {

    private static final String VERSION = "mcp-protocol-version";
    private static final String METHOD = "mcp-method";
    private static final String NAME = "mcp-name";
    private static final String PREFIX = "=?base64?";

    private HeaderCheck() {}

    /** What is wrong with it, if anything is. */
    static Optional<Failure> check(Headers headers, Message.Request request) {
        ObjectNode meta = request.params().get("_meta") instanceof ObjectNode given ? given : Json.object();
        String version = meta.path(Era.META_VERSION).asText("");
        if (headers.all(VERSION).size() != 1
                || headers.all(METHOD).size() != 1
                || headers.all(NAME).size() > 1) {
            return mismatch("expected `MCP-Protocol-Version` and `Mcp-Method` once each");
        }
        if (!meta.path(Era.META_VERSION).isTextual()
                || !meta.path(Era.META_CAPABILITIES).isObject()) {
            return Optional.of(Failure.of(
                    Codes.INVALID_PARAMS,
                    "expected `" + Era.META_VERSION + "` and `" + Era.META_CAPABILITIES + "` in `params._meta`"));
        }
        if (!headers.all(VERSION).getFirst().equals(version)) {
            return mismatch("header `MCP-Protocol-Version` and `params._meta` disagree");
        }
        if (!version.equals(Era.STATELESS_VERSION)) {
            return Optional.of(unsupported(version));
        }
        if (!headers.all(METHOD).getFirst().equals(request.method())) {
            return mismatch("header `Mcp-Method` and the body disagree");
        }
        return nameWrong(headers, request);
    }

    private static Optional<Failure> nameWrong(Headers headers, Message.Request request) {
        String name = nameOf(request.method(), request.params());
        List<String> said = headers.all(NAME);
        if (said.isEmpty()) {
            return isNamed(request.method()) ? mismatch("expected header `Mcp-Name`") : Optional.empty();
        }
        boolean same = decoded(said.getFirst()).filter(name::equals).isPresent();
        return same ? Optional.empty() : mismatch("header `Mcp-Name` and the body disagree");
    }

    static Failure unsupported(String version) {
        ObjectNode details = Json.object();
        Era.VERSIONS.forEach(details.putArray("supported")::add);
        details.put("requested", version.length() <= 64 ? version : version.substring(0, 64));
        return Failure.of(Codes.UNSUPPORTED_VERSION, "unsupported protocol version", details);
    }

    private static Optional<Failure> mismatch(String what) {
        return Optional.of(Failure.of(Codes.HEADER_MISMATCH, "header mismatch: " + what));
    }

    private static boolean isNamed(String method) {
        return switch (method) {
            case "tools/call", "prompts/get", "resources/read" -> true;
            default -> false;
        };
    }

    /** The tool, prompt or resource that is meant; empty where there is none. */
    static String nameOf(String method, ObjectNode params) {
        return switch (method) {
            case "tools/call", "prompts/get" -> params.path("name").asText("");
            case "resources/read" -> params.path("uri").asText("");
            default -> "";
        };
    }

    /** Headers that go on to a target of this era, as they were checked. */
    static Map<String, String> passed(Headers headers) {
        Map<String, String> passed = new HashMap<>();
        headers.first(METHOD).ifPresent(value -> passed.put("Mcp-Method", value));
        headers.first(NAME).ifPresent(value -> passed.put("Mcp-Name", value));
        return passed;
    }

    /** Empty when it is malformed. */
    static Optional<String> decoded(String header) {
        if (!header.startsWith(PREFIX) || !header.endsWith("?=") || header.length() < PREFIX.length() + 2) {
            return Optional.of(header);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(PREFIX.length(), header.length() - 2));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
