package safeconduct.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Time;
import safeconduct.token.KeyFile;
import safeconduct.token.SigningKey;

/** Makes a folder to start with. */
@Command(
        name = "init",
        description = {
            "Writes a commented configuration, its folders, and the keys.",
            "Prints the admin credential once; only its digest is kept."
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String KEYS = "data/keys";

    /** What is written, as it lies in the resources. */
    private static final List<String> FILES = List.of(
            "safeconduct.yaml",
            "agents/support-bot.yaml",
            "targets/shop.yaml",
            "purposes/answer-ticket.yaml",
            "policies/house.cedar");

    private final Terminal terminal;
    private final Time time;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "default: the current one")
    Path folder = Path.of("");

    @Option(
            names = "--credential-file",
            paramLabel = "FILE",
            description = "write the admin credential there, readable by its owner only, instead of printing it")
    @Nullable
    Path credentialFile;

    InitCommand(Terminal terminal, Time time) {
        this.terminal = terminal;
        this.time = time;
    }

    @Override
    public Integer call() {
        try {
            refuseToOverwrite();
            for (String file : FILES) {
                write(file);
            }
            keys();
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot write to `" + folder + "`: " + failed, failed);
        }
        terminal.err()
                .println("next: edit the files in `" + folder + "`, try `safeconduct policy check " + folder
                        + "`, then `safeconduct server --config " + folder + "`");
        return Exit.OK;
    }

    private void refuseToOverwrite() {
        for (String file : FILES) {
            if (Files.exists(folder.resolve(file))) {
                throw new Fault(
                        Fault.Code.INVALID,
                        "`" + folder.resolve(file) + "` exists already: give an empty folder, nothing is overwritten");
            }
        }
    }

    private void write(String file) throws IOException {
        Path path = folder.resolve(file);
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        String keys = folder.resolve(KEYS).toAbsolutePath().normalize().toString();
        Files.createFile(path, OWNER_FILE);
        Files.writeString(path, starter(file).replace("@KEYS@", keys));
    }

    private static String starter(String file) throws IOException {
        try (InputStream sample = InitCommand.class.getResourceAsStream("starter/" + file)) {
            if (sample == null) {
                throw new IllegalStateException("no starter file " + file);
            }
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void keys() throws IOException {
        String credential =
                "sc_admin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(32));
        Path keys = folder.resolve(KEYS);
        Files.createDirectories(keys, OWNER_FOLDER);
        KeyFile.write(keys.resolve("local.key"), SigningKey.generate(SigningKey.Algorithm.ES256, time.now()));
        secretFile(keys.resolve("admin.digest"), Digest.of(credential).value() + "\n");
        if (credentialFile != null) {
            secretFile(credentialFile, credential + "\n");
            terminal.err().println("the admin credential is in `" + credentialFile + "`");
        } else {
            terminal.out().println("admin credential, shown this once: " + credential);
            terminal.err()
                    .println("keep it in a file that only you can read, where no agent runs as you, and name that file"
                            + " in SAFECONDUCT_CREDENTIAL_FILE");
        }
    }

    private static void secretFile(Path file, String text) throws IOException {
        Files.createFile(file, OWNER_FILE);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
    }
}
