package safeconduct.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import safeconduct.kernel.Json;
import safeconduct.token.KeyRing;
import safeconduct.token.ProofCheck;
import safeconduct.token.TaskToken;
import safeconduct.token.TaskTokens;
import safeconduct.web.Form;
import safeconduct.web.Handler;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/**
 * The token service: exchange (RFC 8693), introspection (RFC 7662), revocation (RFC 7009), metadata (RFC 8414 and 9728),
 * and the keys that its tokens are verified with.
 */
public final class TokenService {

    private static final String NO_STORE = "no-store";

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param issuer exactly what stands in {@code iss}; the paths are below it
     * @param admin the gate before introspection
     * @param revoke forgets one token, named by its id
     */
    public record Parts(
            String issuer,
            Exchange exchange,
            TaskTokens tokens,
            KeyRing keys,
            ProofCheck proofs,
            UnaryOperator<Handler> admin,
            java.util.function.Consumer<TaskToken> revoke) {}

    public TokenService(Parts parts) {
        this.parts = parts;
    }

    public Routes routes() {
        Handler resource =
                request -> resource("/" + String.join("/", request.parameters().values()));
        return Routes.none()
                .with("POST", "/oauth/token", new OAuthErrors(parts.exchange(), parts.proofs()))
                .with(
                        "POST",
                        "/oauth/introspect",
                        new OAuthErrors(parts.admin().apply(this::introspect), parts.proofs()))
                .with("POST", "/oauth/revoke", new OAuthErrors(this::revoke, parts.proofs()))
                .with("GET", "/.well-known/oauth-authorization-server", request -> Response.json(200, metadata()))
                .with(
                        "GET",
                        "/.well-known/jwks.json",
                        request -> Response.json(200, parts.keys().jwks()))
                .with("GET", "/.well-known/oauth-protected-resource/{first}", resource)
                .with(
                        "GET",
                        "/.well-known/oauth-protected-resource/{first}/{second}",
                        request -> resource("/" + request.parameter("first") + "/" + request.parameter("second")));
    }

    private Response introspect(Request request) {
        Form form = Form.parse(new String(request.body().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        ObjectNode answer =
                switch (parts.tokens().verify(Exchange.need(form, "token"))) {
                    case TaskTokens.Verification.Rejected _,
                            TaskTokens.Verification.Expired _,
                            TaskTokens.Verification.Over _ -> Json.object().put("active", false);
                    case TaskTokens.Verification.Verified(var token) -> active(token);
                };
        return Response.json(200, answer).with("cache-control", NO_STORE);
    }

    private static ObjectNode active(TaskToken token) {
        ObjectNode answer = Json.object()
                .put("active", true)
                .put("iss", token.issuer())
                .put("sub", token.subject())
                .put("client_id", token.client())
                .put("task", token.task().value())
                .put("jti", token.id())
                .put("token_type", "DPoP")
                .put("iat", token.issued().getEpochSecond())
                .put("exp", token.expires().getEpochSecond());
        ArrayNode audience = answer.putArray("aud");
        token.audience().forEach(audience::add);
        answer.putObject("cnf").put("jkt", token.keyThumbprint());
        answer.set("act", TaskToken.act(token.actors()));
        return answer;
    }

    /** Whoever has a token may give it back; an unknown one is given back already (RFC 7009 section 2.2). */
    private Response revoke(Request request) {
        Form form = Form.parse(new String(request.body().bytes(), java.nio.charset.StandardCharsets.UTF_8));
        switch (parts.tokens().verify(Exchange.need(form, "token"))) {
            case TaskTokens.Verification.Verified(var token) -> parts.revoke().accept(token);
            case TaskTokens.Verification.Expired(var token) -> parts.revoke().accept(token);
            case TaskTokens.Verification.Rejected _, TaskTokens.Verification.Over _ -> {}
        }
        return Response.of(200).with("cache-control", NO_STORE);
    }

    private ObjectNode metadata() {
        ObjectNode metadata = Json.object()
                .put("issuer", parts.issuer())
                .put("token_endpoint", parts.issuer() + "/oauth/token")
                .put("introspection_endpoint", parts.issuer() + "/oauth/introspect")
                .put("revocation_endpoint", parts.issuer() + "/oauth/revoke")
                .put("jwks_uri", parts.issuer() + "/.well-known/jwks.json");
        array(metadata, "grant_types_supported", List.of(Exchange.GRANT_TYPE));
        array(metadata, "response_types_supported", List.of());
        array(metadata, "token_endpoint_auth_methods_supported", List.of("none"));
        array(metadata, "authorization_details_types_supported", List.of(TaskDetail.TYPE));
        array(metadata, "dpop_signing_alg_values_supported", ProofCheck.ALGORITHMS);
        return metadata;
    }

    private Response resource(String path) {
        ObjectNode metadata =
                Json.object().put("resource", parts.issuer() + path).put("dpop_bound_access_tokens_required", true);
        array(metadata, "authorization_servers", List.of(parts.issuer()));
        array(metadata, "dpop_signing_alg_values_supported", ProofCheck.ALGORITHMS);
        array(metadata, "authorization_details_types_supported", List.of(TaskDetail.TYPE));
        return Response.json(200, metadata);
    }

    private static void array(ObjectNode into, String name, List<String> values) {
        ArrayNode array = into.putArray(name);
        values.forEach(array::add);
    }
}
