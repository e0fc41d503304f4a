package safeconduct.ledger.witness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;
import safeconduct.ledger.disk.RealDisk;
import safeconduct.ledger.merkle.ConsistencyProof;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.note.Checkpoint;
import safeconduct.ledger.note.Cosignature;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * Watches logs: remembers the last checkpoint of each, and cosigns only one whose tree grew from it. What it
 * remembers is durable before it signs, so that no crash makes it sign two histories.
 */
public final class Witness implements WitnessPort, AutoCloseable {

    private final Disk disk;
    private final NoteSigner signer;
    private final InstantSource clock;
    private final Map<String, NoteVerifier> logs;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Opens the witness that remembers in this directory.
     *
     * @param logs the keys of the logs that it watches
     */
    public Witness(Path directory, NoteSigner signer, List<NoteVerifier> logs, InstantSource clock) {
        this.disk = RealDisk.lock(directory);
        this.signer = signer;
        this.clock = clock;
        this.logs = logs.stream().collect(Collectors.toUnmodifiableMap(NoteVerifier::name, Function.identity()));
    }

    @Override
    public Answer addCheckpoint(String body) {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (LedgerFault malformed) {
            return Answer.text(Answer.MALFORMED, malformed.getMessage() + "\n");
        }
        NoteVerifier key = logs.get(request.checkpoint().checkpoint().origin());
        if (key == null) {
            return Answer.text(Answer.UNKNOWN_LOG, "unknown log\n");
        }
        if (!request.checkpoint().signedBy(key)) {
            return Answer.text(Answer.WRONG_KEY, "not signed by the key of that log\n");
        }
        lock.lock();
        try {
            return judge(request, known(key));
        } finally {
            lock.unlock();
        }
    }

    private Answer judge(AddCheckpoint request, Checkpoint known) {
        Checkpoint next = request.checkpoint().checkpoint();
        if (request.old() != known.size()
                || (next.size() == known.size() && !next.root().equals(known.root()))) {
            return Answer.size(known.size());
        }
        var proof = new ConsistencyProof(known.size(), next.size(), request.proof());
        if (known.size() > 0 && !proof.verify(known.root(), next.root())) {
            return Answer.text(Answer.WRONG_PROOF, "the proof does not show that the log only grew\n");
        }
        remember(request.checkpoint());
        String line = Cosignature.sign(next, signer, clock.instant()).toString();
        return Answer.text(Answer.COSIGNED, line);
    }

    private Checkpoint known(NoteVerifier log) {
        String name = fileOf(log.name());
        if (!disk.exists(name)) {
            return new Checkpoint(log.name(), 0, TreeHasher.emptyRoot());
        }
        try (DiskFile file = disk.open(name)) {
            String text = new String(file.read(0, (int) file.size()), StandardCharsets.UTF_8);
            Optional<SignedCheckpoint> read = SignedCheckpoint.open(text, log);
            return read.orElseThrow(() -> LedgerFault.damaged("what was remembered of `" + log.name() + "` is damaged"))
                    .checkpoint();
        }
    }

    private void remember(SignedCheckpoint checkpoint) {
        String name = fileOf(checkpoint.checkpoint().origin());
        String unfinished = name + ".tmp";
        try (DiskFile file = disk.open(unfinished)) {
            byte[] bytes = checkpoint.toString().getBytes(StandardCharsets.UTF_8);
            file.write(ByteBuffer.wrap(bytes), 0);
            file.truncate(bytes.length);
            file.force();
        }
        disk.rename(unfinished, name);
        disk.syncDirectory();
    }

    /** A log's name may have characters that a file's may not. */
    private static String fileOf(String origin) {
        return "log-"
                + TreeHasher.leafHash(origin.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** Lets go of the directory. */
    @Override
    public void close() {
        disk.close();
    }
}
