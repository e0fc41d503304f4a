package safeconduct.oauth;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import safeconduct.task.EndReason;
import safeconduct.token.ProofMaker;
import safeconduct.web.Headers;

/** A request that no door lets in. */
record AtDoor(String name, Function<TokenServiceTest, Headers> headers) {
    @Override
    public String toString() {
        return name;
    }

    static Stream<AtDoor> rows() {
        String url = Service.DOOR + "/orders";
        return Stream.of(
                new AtDoor("nothing", t -> Headers.NONE),
                new AtDoor("as a bearer", t -> {
                    String token = t.service.opened();
                    return t.shown("Bearer", token, "POST", url, Optional.of(token));
                }),
                new AtDoor("without proof", t -> Headers.NONE.with("authorization", "DPoP " + t.service.opened())),
                new AtDoor(
                        "proof without the token",
                        t -> t.shown("DPoP", t.service.opened(), "POST", url, Optional.empty())),
                new AtDoor(
                        "proof for another token",
                        t -> t.shown("DPoP", t.service.opened(), "POST", url, Optional.of("x"))),
                new AtDoor("proof for another method", t -> {
                    String token = t.service.opened();
                    return t.shown("DPoP", token, "GET", url, Optional.of(token));
                }),
                new AtDoor("proof for another door", t -> {
                    String token = t.service.opened();
                    return t.shown("DPoP", token, "POST", Service.DOOR, Optional.of(token));
                }),
                new AtDoor("proof by another key", t -> {
                    String token = t.service.opened();
                    ProofMaker thief = ProofMaker.fresh(t.service.world.time);
                    return Headers.NONE
                            .with("authorization", "DPoP " + token)
                            .with("dpop", thief.proof("POST", url, Optional.of(token), Optional.empty()));
                }),
                new AtDoor("token for another door", t -> {
                    List<String> form = t.service.opening();
                    form.addAll(List.of("resource", Service.ISSUER + "/v1/self"));
                    String token = t.token(form).path("access_token").asText();
                    return t.shown("DPoP", token, "POST", url, Optional.of(token));
                }),
                new AtDoor("a task that is over", t -> {
                    String token = t.service.opened();
                    t.service
                            .world
                            .living
                            .all()
                            .forEach(live ->
                                    t.service.world.ender.end(live.task().id(), EndReason.EXPLICIT, "test"));
                    return t.shown("DPoP", token, "POST", url, Optional.of(token));
                }),
                new AtDoor("workload evidence", t -> {
                    String token = t.service.evidence("support-bot");
                    return t.shown("DPoP", token, "POST", url, Optional.of(token));
                }),
                new AtDoor("a user's token", t -> {
                    String token = t.service.user("alice");
                    return t.shown("DPoP", token, "POST", url, Optional.of(token));
                }));
    }
}
