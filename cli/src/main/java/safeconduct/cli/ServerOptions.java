package safeconduct.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import safeconduct.api.ApiClient;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;

/** Which server a command asks, and as whom. */
public final class ServerOptions {

    @Mixin
    @Nullable
    ServerAddress address;

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            defaultValue = "${env:SAFECONDUCT_CREDENTIAL_FILE}",
            description = "holds the admin credential that `safeconduct init` printed"
                    + " (default: SAFECONDUCT_CREDENTIAL_FILE)")
    @Nullable
    Path credentialFile;

    /** A client of that server. */
    public ApiClient client() {
        if (address == null) {
            throw new IllegalStateException("not run by the command line");
        }
        return new ApiClient(address.base(), credential());
    }

    private Secret credential() {
        if (credentialFile == null) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "no admin credential: give `--credential-file FILE`, or set SAFECONDUCT_CREDENTIAL_FILE;"
                            + " `safeconduct init` printed the credential once");
        }
        try {
            return Secret.of(Files.readString(credentialFile).strip());
        } catch (NoSuchFileException missing) {
            throw new Fault(Fault.Code.INVALID, "no file `" + credentialFile + "` with the admin credential", missing);
        } catch (IOException unreadable) {
            throw new Fault(Fault.Code.INVALID, "cannot read `" + credentialFile + "`: " + unreadable, unreadable);
        }
    }
}
