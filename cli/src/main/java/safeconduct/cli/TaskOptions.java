package safeconduct.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import safeconduct.api.TaskClient;
import safeconduct.api.TaskOrder;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.token.KeyFile;

/** Which task to open, and who asks for it. */
final class TaskOptions {

    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

    @Mixin
    @Nullable
    ServerAddress address;

    @Option(names = "--purpose", required = true, paramLabel = "PURPOSE")
    String purpose = "";

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "a parameter of the purpose")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--agent", paramLabel = "AGENT", description = "as which agent, where this workload may be several")
    @Nullable
    String agent;

    @Option(names = "--ttl", paramLabel = "DURATION", description = "a shorter life, for example PT10M")
    @Nullable
    String ttl;

    @Option(
            names = "--identity-file",
            paramLabel = "FILE",
            description = "a token that proves which workload this is; default: the local key")
    @Nullable
    Path identityFile;

    @Option(names = "--identity-type", paramLabel = "URN", description = "its type (default: ${DEFAULT-VALUE})")
    String identityType = JWT;

    @Option(
            names = "--local-key",
            paramLabel = "FILE",
            defaultValue = "${env:SAFECONDUCT_LOCAL_KEY:-data/keys/local.key}",
            description = "the key of the local trust domain that `safeconduct init` made (default: ${DEFAULT-VALUE})")
    Path localKey = Path.of("data/keys/local.key");

    TaskClient open(Time time) {
        if (address == null) {
            throw new IllegalStateException("not run by the command line");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIME)
                .build();
        TaskOrder order = new TaskOrder(
                evidence(time, address),
                purpose,
                Arguments.parameters(parameters),
                Optional.ofNullable(agent),
                Optional.ofNullable(ttl));
        return TaskClient.open(http, address.base(), order, time);
    }

    private TaskOrder.Evidence evidence(Time time, ServerAddress server) {
        Path file = identityFile;
        if (file == null) {
            if (!Files.exists(localKey)) {
                throw new Fault(
                        Fault.Code.INVALID,
                        "no local key `" + localKey + "`: give `--local-key FILE` as `safeconduct init` made it, or"
                                + " `--identity-file FILE`");
            }
            return new LocalEvidence(KeyFile.read(localKey), workload(), server.base(), time);
        }
        String type = identityType;
        return new TaskOrder.Evidence() {
            @Override
            public Secret token(String keyThumbprint) {
                return secret(file);
            }

            @Override
            public String type() {
                return type;
            }
        };
    }

    /** In the local trust domain a workload has the name of its agent. */
    private String workload() {
        if (agent == null) {
            throw new Fault(Fault.Code.INVALID, "as which agent? give `--agent AGENT`, or `--identity-file FILE`");
        }
        return agent;
    }

    private static Secret secret(Path file) {
        try {
            return Secret.of(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new Fault(Fault.Code.INVALID, "cannot read `" + file + "`: " + unreadable, unreadable);
        }
    }
}
