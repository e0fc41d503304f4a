package safeconduct.cli;

import java.net.URI;
import picocli.CommandLine.Option;
import safeconduct.kernel.Fault;

/** Which server a command asks. */
final class ServerAddress {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SAFECONDUCT_SERVER:-http://127.0.0.1:7420}",
            description = "the server (default: SAFECONDUCT_SERVER, or http://127.0.0.1:7420)")
    String server = "";

    URI base() {
        try {
            URI base = URI.create(server);
            if (base.getHost() != null
                    && base.getScheme() != null
                    && base.getScheme().startsWith("http")) {
                return base;
            }
        } catch (IllegalArgumentException malformed) {
            throw new Fault(Fault.Code.INVALID, "`--server` is no URL: `" + server + "`", malformed);
        }
        throw new Fault(Fault.Code.INVALID, "`--server` is `" + server + "`, expected http://HOST:PORT");
    }
}
