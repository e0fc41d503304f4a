package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * The keys that sign task tokens, one file each in a folder. The youngest signs. The others verify until the last token
 * that they signed has expired; then their files are deleted.
 */
public final class KeyRing {

    /** How long an old key still verifies: no token lives longer. */
    public static final Duration KEEP = TaskToken.LIFE_MAX.plus(Duration.ofMinutes(1));

    private final Path folder;
    private final SigningKey.Algorithm algorithm;
    private volatile List<SigningKey> keys; // The youngest first; replaced as a whole.

    private KeyRing(Path folder, SigningKey.Algorithm algorithm, List<SigningKey> keys) {
        this.folder = folder;
        this.algorithm = algorithm;
        this.keys = keys;
    }

    /** Opens a folder; an empty one gets its first key. */
    public static KeyRing open(Path folder, SigningKey.Algorithm algorithm, Instant now) {
        KeyRing ring = new KeyRing(folder, algorithm, List.of());
        ring.keys = youngestFirst(load(folder));
        if (ring.keys.isEmpty()) {
            ring.rotate(now);
        } else {
            ring.prune(now);
        }
        return ring;
    }

    private static List<SigningKey> load(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jwk"))
                    .map(KeyFile::read)
                    .toList();
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot list keys in `" + folder + "`", broken);
        }
    }

    private static List<SigningKey> youngestFirst(List<SigningKey> keys) {
        return keys.stream()
                .sorted(Comparator.comparing(SigningKey::made).reversed().thenComparing(SigningKey::id))
                .toList();
    }

    /** From now on a new key signs. */
    public synchronized SigningKey rotate(Instant now) {
        SigningKey fresh = SigningKey.generate(algorithm, now);
        KeyFile.write(folder.resolve(fresh.id() + ".jwk"), fresh);
        List<SigningKey> all = new ArrayList<>(keys);
        all.addFirst(fresh);
        keys = List.copyOf(all);
        prune(now);
        return fresh;
    }

    /** Forgets the keys of which no token can be alive. */
    public synchronized void prune(Instant now) {
        List<SigningKey> kept = new ArrayList<>();
        Instant retired = Instant.MAX;
        for (SigningKey key : keys) {
            if (retired.equals(Instant.MAX) || now.isBefore(retired.plus(KEEP))) {
                kept.add(key);
            } else {
                delete(key);
            }
            retired = key.made(); // When a key was made, the next older one retired.
        }
        keys = List.copyOf(kept);
    }

    private void delete(SigningKey key) {
        try {
            Files.deleteIfExists(folder.resolve(key.id() + ".jwk"));
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot delete the file of key `" + key.id() + "`", broken);
        }
    }

    public SigningKey signing() {
        return keys.getFirst();
    }

    public Optional<JwsKey> verifying(String id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .map(SigningKey::publicKey)
                .findFirst();
    }

    /** The public parts of all, as a JWKS. */
    public ObjectNode jwks() {
        ObjectNode set = Json.object();
        var list = set.putArray("keys");
        keys.forEach(key -> list.add(key.publicJson()));
        return set;
    }
}
