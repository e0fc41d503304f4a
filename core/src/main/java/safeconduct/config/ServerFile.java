package safeconduct.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.TargetName;
import safeconduct.policy.UserCeiling;

/**
 * {@code safeconduct.yaml}.
 *
 * <pre>
 * server:
 *   listen: 127.0.0.1:7420
 *   data: data
 * identity:
 *   - name: local
 *     kind: local
 *     settings: {key: file:data/keys/local.pub}
 * users:
 *   - {issuer: https://idp.example, group: support, purposes: [answer-ticket], targets: [shop], effect: read}
 * </pre>
 */
record ServerFile(ServerConfig server, List<UserCeiling> ceilings) {

    static final String NAME = "safeconduct.yaml";
    private static final String LISTEN = "127.0.0.1:7420";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    static ServerFile read(Section file, Path root) {
        Section server = file.section("server").orElse(file);
        List<ServerConfig.Verifier> verifiers =
                file.sections("identity").stream().map(ServerFile::verifier).toList();
        if (verifiers.isEmpty()) {
            file.problem("`identity` names no verifier, expected at least one");
        }
        List<UserCeiling> ceilings =
                file.sections("users").stream().map(ServerFile::ceiling).toList();
        ServerFile read = new ServerFile(server(server, root, verifiers), ceilings);
        if (server != file) {
            server.end();
        }
        file.end();
        return read;
    }

    private static ServerConfig server(Section server, Path root, List<ServerConfig.Verifier> verifiers) {
        String listen = server.optionalText("listen").orElse(LISTEN);
        int colon = listen.lastIndexOf(':');
        String host = colon < 0 ? "" : listen.substring(0, colon);
        int port = colon < 0 ? -1 : port(listen.substring(colon + 1));
        if (host.isEmpty() || port < 0) {
            server.problem("listen", "`" + listen + "`, expected host and port such as `" + LISTEN + "`");
        }
        Optional<URI> url = server.value("url", Uris::http);
        Duration life = server.duration("token_life", TOKEN_LIFE);
        if (life.compareTo(TOKEN_LIFE) > 0 || life.compareTo(Duration.ofSeconds(10)) < 0) {
            server.problem("token_life", "`token_life` of " + life + ", expected 10s to 5m");
        }
        return new ServerConfig(
                host,
                Math.max(port, 0),
                root.resolve(server.optionalText("data").orElse("data")),
                url.orElseGet(
                        () -> URI.create("http://" + (host.isEmpty() ? "127.0.0.1" : host) + ":" + Math.max(port, 0))),
                server.optionalText("node").orElse("safeconduct"),
                life,
                verifiers);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port <= 65_535 ? port : -1;
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    private static ServerConfig.Verifier verifier(Section section) {
        ServerConfig.Verifier verifier =
                new ServerConfig.Verifier(section.text("name"), section.text("kind"), section.json("settings"));
        section.end();
        return verifier;
    }

    private static UserCeiling ceiling(Section section) {
        UserCeiling ceiling = new UserCeiling(
                section.text("issuer"),
                section.text("group"),
                Set.copyOf(section.texts("purposes")),
                Set.copyOf(section.values("targets", TargetName::new)),
                section.word("effect", Effect.class).orElse(Effect.READ));
        section.end();
        return ceiling;
    }
}
