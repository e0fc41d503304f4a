package safeconduct.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import safeconduct.grant.SecretSource;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;

/** Secrets in files that only their owner can read; a line end after the secret is not part of it. */
record FileSecrets(Path root) implements SecretSource {

    private static final String SCHEME = "file:";
    private static final int SIZE_MAX = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @Override
    public Secret read(String reference) {
        if (!reference.startsWith(SCHEME)) {
            throw new Fault(Fault.Code.INVALID, "a secret is given by reference, expected `file:PATH`");
        }
        Path file = root.resolve(reference.substring(SCHEME.length()));
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new Fault(
                        Fault.Code.INVALID,
                        "the secret `" + file + "` is open to others: run `chmod 600 " + file + "`");
            }
            if (Files.size(file) > SIZE_MAX) {
                throw new Fault(Fault.Code.INVALID, "the secret `" + file + "` is larger than " + SIZE_MAX + " bytes");
            }
            return Secret.of(Files.readString(file).stripTrailing());
        } catch (IOException failed) {
            throw new Fault(Fault.Code.INVALID, "cannot read the secret `" + file + "`", failed);
        }
    }
}
