package safeconduct.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import safeconduct.kernel.Time;
import safeconduct.token.ProofMaker;
import safeconduct.token.SigningKey;

/** Tokens, proofs and evidence that are missing, of another, altered, too old or used before. */
final class BadCredentials {

    static final List<BadRow> ROWS = List.of(
            new BadRow("no token", door -> door.bare().build(), 401, "DPoP"),
            row("a token without its proof", door -> door.bare().header("authorization", token(door)), "DPoP"),
            row(
                    "a token as a bearer's",
                    door -> with(door, token(door).replace("DPoP ", "Bearer "), proof(door)),
                    "DPoP"),
            row("a token that is no token", door -> with(door, "DPoP hello", proof(door)), "invalid_token"),
            row(
                    "a token with one letter changed",
                    door -> with(door, altered(token(door)), proof(door)),
                    "invalid_token"),
            row("a proof that is no proof", door -> with(door, token(door), "hello"), "invalid_dpop_proof"),
            row("a proof of another key", door -> with(door, token(door), other(door)), "invalid"),
            row("a proof of another address", door -> with(door, token(door), elsewhere(door)), "invalid_dpop_proof"),
            new BadRow("a proof that was used before", BadCredentials::replayed, 401, "invalid_dpop_proof"),
            new BadRow("the operator's credential wrong", door -> operator(door, "sc_admin_wrong"), 401, "credential"),
            new BadRow("the operator's credential at the door of tasks", BadCredentials::admin, 401, "DPoP"),
            evidence(
                    "signed by another key",
                    door -> BadDoor.evidence(
                            SigningKey.generate(
                                    SigningKey.Algorithm.ES256, Time.system().now()),
                            door.claims())),
            evidence(
                    "for another audience",
                    door -> BadDoor.evidence(
                            door.at().localKey(), door.claims().put("aud", "https://elsewhere.example"))),
            evidence(
                    "that has expired",
                    door -> BadDoor.evidence(
                            door.at().localKey(),
                            door.claims().put("iat", 1_000).put("exp", 2_000))),
            evidence(
                    "of tomorrow",
                    door -> BadDoor.evidence(
                            door.at().localKey(),
                            door.claims().put("iat", 9_000_000_000L).put("exp", 9_000_000_060L))),
            evidence(
                    "of a workload that is nobody's",
                    door -> BadDoor.evidence(door.at().localKey(), door.claims().put("sub", "spiffe://local/stranger")),
                    "agent_not_allowed"),
            evidence("that is no token", door -> "hello"),
            evidence("without a signature", door -> "eyJhbGciOiJub25lIn0.e30."));

    private BadCredentials() {}

    private static BadRow row(String name, Function<BadDoor, HttpRequest.Builder> made, String says) {
        return new BadRow(name, door -> made.apply(door).build(), 401, says);
    }

    private static BadRow evidence(String name, Function<BadDoor, String> made) {
        return evidence(name, made, "\"error\":\"invalid_");
    }

    private static BadRow evidence(String name, Function<BadDoor, String> made, String says) {
        return new BadRow("evidence " + name, door -> door.shown(made.apply(door)), 400, says);
    }

    private static HttpRequest.Builder with(BadDoor door, String token, String proof) {
        return door.bare().header("authorization", token).header("dpop", proof);
    }

    private static String token(BadDoor door) {
        return door.header(door.good(), "authorization");
    }

    private static String proof(BadDoor door) {
        return door.header(door.good(), "dpop");
    }

    private static String altered(String token) {
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private static String other(BadDoor door) {
        String url = door.at().url().resolve("/mcp/shop").toString();
        String token = token(door).substring("DPoP ".length());
        return ProofMaker.fresh(Time.system()).proof("POST", url, Optional.of(token), Optional.empty());
    }

    private static String elsewhere(BadDoor door) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/"));
        door.agent().task().authorize(request, "POST", door.at().url().resolve("/mcp/other"));
        return door.header(request.build(), "dpop");
    }

    /** The first time it was sent with a message that is none. */
    private static HttpRequest replayed(BadDoor door) {
        HttpRequest first = door.mcp("hello");
        try {
            door.agent().task().http().send(first, HttpResponse.BodyHandlers.discarding());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return with(door, door.header(first, "authorization"), door.header(first, "dpop"))
                .build();
    }

    private static HttpRequest operator(BadDoor door, String credential) {
        return HttpRequest.newBuilder(door.at().url().resolve("/v1/tasks"))
                .header("authorization", "Bearer " + credential)
                .build();
    }

    private static HttpRequest admin(BadDoor door) {
        return door.bare()
                .header("authorization", "Bearer " + Installation.CREDENTIAL)
                .build();
    }
}
