package safeconduct.cli.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import safeconduct.record.Hidden;
import safeconduct.server.KeyFolder;
import safeconduct.store.SqliteOpenings;
import safeconduct.verify.Inputs;

/** The openings of an installation, for whoever may read its keys; none where there are none. */
final class KeptInputs implements Inputs, AutoCloseable {

    private final @Nullable SqliteOpenings openings;

    private KeptInputs(@Nullable SqliteOpenings openings) {
        this.openings = openings;
    }

    /** Opens those of this data folder, if both they and their key are there. */
    static KeptInputs open(Path data) {
        Path keys = data.resolve("keys");
        if (!Files.isReadable(keys.resolve("openings.key")) || !Files.isReadable(data.resolve(SqliteOpenings.FILE))) {
            return new KeptInputs(null);
        }
        return new KeptInputs(SqliteOpenings.open(data, KeyFolder.open(keys).secret("openings")));
    }

    @Override
    public Optional<Hidden> find(long record, String field) {
        return openings == null ? Optional.empty() : openings.find(record, field);
    }

    @Override
    public void close() {
        if (openings != null) {
            openings.close();
        }
    }
}
