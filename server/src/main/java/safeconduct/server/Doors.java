package safeconduct.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import safeconduct.caller.IdentityVerifier;
import safeconduct.config.Configuration;
import safeconduct.config.ServerConfig;
import safeconduct.gateway.mcp.CallerSource;
import safeconduct.gateway.mcp.McpDoor;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;
import safeconduct.oauth.Exchange;
import safeconduct.oauth.Identities;
import safeconduct.oauth.TaskGate;
import safeconduct.oauth.TokenService;
import safeconduct.server.http.AdminGate;
import safeconduct.server.http.ApiRoutes;
import safeconduct.server.http.Gates;
import safeconduct.server.http.LedgerProofs;
import safeconduct.server.http.Ports;
import safeconduct.token.KeyRing;
import safeconduct.token.ProofCheck;
import safeconduct.token.SigningKey;
import safeconduct.token.TaskTokens;
import safeconduct.web.BodyLimit;
import safeconduct.web.ConcurrencyLimit;
import safeconduct.web.Handler;
import safeconduct.web.Listener;
import safeconduct.web.OriginCheck;
import safeconduct.web.Problems;
import safeconduct.web.Routes;

/** Puts the doors before the domain: who is let in by what, and within which limits. */
final class Doors {

    private static final int REQUESTS_MAX = 2_000;
    private static final long BODY_BYTES_MAX = 4L * 1024 * 1024;
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    private final ServerConfig config;
    private final Path root;
    private final Domain.Opened opened;
    private final Time time;
    private final ProofCheck proofs;
    private final KeyRing keys;
    private final Revocations revocations;
    private final TaskTokens tokens;
    private final TaskGate gate;

    Doors(Configuration configuration, Domain.Opened opened, Time time) {
        this.config = configuration.server();
        this.root = configuration.root();
        this.opened = opened;
        this.time = time;
        this.proofs = new ProofCheck(time, false);
        Path folder = opened.keys().path().resolve("token");
        this.keys = KeyRing.open(folder, SigningKey.Algorithm.ES256, time.now());
        this.revocations = new Revocations(opened.domain().living());
        TaskTokens.Settings settings = new TaskTokens.Settings(base(), List.of(base()), config.tokenLife());
        this.tokens = new TaskTokens(settings, keys, revocations, Ids.system(), time);
        this.gate = new TaskGate(
                base(), Set.of(base()), tokens, proofs, opened.domain().living());
    }

    /** How clients reach the server; also its name in tokens. */
    private String base() {
        return config.url().toString();
    }

    /** Who calls at the MCP door. */
    CallerSource callers() {
        return request -> switch (gate.claim(request)) {
            case TaskGate.Claim.Verified(var caller) -> new CallerSource.Claim.Verified(caller);
            case TaskGate.Claim.Challenged(var response) -> new CallerSource.Claim.Challenged(response);
        };
    }

    /** Everything that is served, behind all that stands before it. */
    Handler all(McpDoor mcp, Ports.Rules rules, Ports.Condition condition) {
        Gates gates = gates();
        Domain domain = opened.domain();
        ApiRoutes.Domain parts = new ApiRoutes.Domain(
                domain.tasks(),
                domain.living(),
                domain.grants(),
                domain.desk(),
                domain.ender(),
                domain.containing(),
                domain.journal(),
                domain.openings(),
                domain.approvals(),
                domain.budgets()::usage);
        LedgerProofs ledger = new LedgerProofs(opened.ledger());
        Routes routes = ApiRoutes.of(parts, new ApiRoutes.Around(rules, ledger, condition, time), gates)
                .with(tokenService(gates).routes())
                .with("POST", "/mcp/{target}", mcp)
                .with("GET", "/mcp/{target}", mcp)
                .with("DELETE", "/mcp/{target}", mcp);
        return guarded(routes);
    }

    private Handler guarded(Handler inner) {
        Handler limited = new BodyLimit(inner, BODY_BYTES_MAX, BODY_TIME, time);
        String host = config.url().getHost().toLowerCase(Locale.ROOT);
        Handler own = new OriginCheck(limited, Set.of(host), Set.of(base()));
        return new ConcurrencyLimit(new Problems(own), REQUESTS_MAX);
    }

    private Gates gates() {
        Digest admin = opened.keys().adminCredential();
        return new Gates(handler -> new AdminGate(handler, admin), handler -> request -> switch (gate.claim(request)) {
            case TaskGate.Claim.Verified(var caller) -> handler.handle(request.by(caller));
            case TaskGate.Claim.Challenged(var response) -> response;
        });
    }

    private TokenService tokenService(Gates gates) {
        Domain domain = opened.domain();
        Exchange exchange = new Exchange(new Exchange.Parts(
                base() + "/oauth/token",
                new Identities(verifiers(), base()),
                proofs,
                tokens,
                domain.opener(),
                domain.living(),
                domain.journal(),
                time));
        return new TokenService(
                new TokenService.Parts(base(), exchange, tokens, keys, proofs, gates.admin(), revocations::revoke));
    }

    private List<IdentityVerifier> verifiers() {
        Map<String, IdentityVerifier.Factory> factories = new HashMap<>();
        ServiceLoader.load(IdentityVerifier.Factory.class).forEach(factory -> factories.put(factory.kind(), factory));
        return config.verifiers().stream()
                .map(verifier -> Optional.ofNullable(factories.get(verifier.kind()))
                        .orElseThrow(() -> new Fault(
                                Fault.Code.INVALID,
                                "verifier `" + verifier.name() + "` is of the unknown kind `" + verifier.kind()
                                        + "`, expected one of "
                                        + factories.keySet().stream().sorted().toList()))
                        .create(verifier.name(), placed(verifier.settings())))
                .toList();
    }

    /** Settings whose names end in {@code _file} are paths from the configuration's folder. */
    private ObjectNode placed(ObjectNode settings) {
        ObjectNode placed = settings.deepCopy();
        settings.properties().stream()
                .filter(setting ->
                        setting.getKey().endsWith("_file") && setting.getValue().isTextual())
                .forEach(setting -> placed.put(
                        setting.getKey(),
                        root.resolve(setting.getValue().textValue()).toString()));
        return placed;
    }

    /** Where the server listens: plain HTTP is for loopback only. */
    Listener listener() {
        try {
            InetAddress address = InetAddress.getByName(config.host());
            if (!address.isLoopbackAddress()) {
                throw new Fault(
                        Fault.Code.INVALID,
                        "`listen` at `" + config.host() + "`, expected loopback: put a proxy with TLS before it");
            }
            return new Listener(address, config.port(), Optional.empty(), Listener.Limits.DEFAULTS);
        } catch (UnknownHostException unknown) {
            throw new Fault(Fault.Code.INVALID, "`listen` at `" + config.host() + "`, expected an address", unknown);
        }
    }
}
