package safeconduct.bench.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.note.NoteSigner;

/** Something that makes a record durable before it returns. */
interface Contestant extends AutoCloseable {

    void append(byte[] record);

    @Override
    void close();

    /** The ledger, with hashing, signing and all. */
    record Ours(Ledger ledger) implements Contestant {

        static Ours open(Path directory) {
            var signer = NoteSigner.generate("bench.example/ledger");
            Path folder = directory.resolve("ledger");
            Ledger ledger = Ledger.open(folder, LedgerOptions.DEFAULTS, signer, InstantSource.system());
            ledger.append(new byte[1]);
            while (!Files.exists(folder.resolve("spare"))) {
                Thread.onSpinWait(); // The others' files are made before the clock runs, too.
            }
            return new Ours(ledger);
        }

        @Override
        public void append(byte[] record) {
            ledger.append(record);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }

    /** A preallocated file that is written round and round, and fdatasync: the limit of this disk. */
    final class Bare implements Contestant {

        private static final int LENGTH = 256 << 20;

        private final FileChannel file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        private final Grouped grouped = new Grouped(this::commit);
        private long position;

        Bare(Path directory) throws IOException {
            file = FileChannel.open(directory.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (long at = 0; at < LENGTH; at += buffer.capacity()) {
                file.write(buffer.clear(), at);
            }
            file.force(true);
        }

        private void commit(List<byte[]> records) {
            buffer.clear();
            records.forEach(buffer::put);
            position = position + buffer.position() > LENGTH ? 0 : position;
            try {
                position += file.write(buffer.flip(), position);
                file.force(false);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void append(byte[] record) {
            grouped.append(record);
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** SQLite in WAL mode with synchronous=FULL, one transaction for all who wait. */
    final class Sqlite implements Contestant {

        private final Connection connection;
        private final PreparedStatement insert;
        private final Grouped grouped = new Grouped(this::commit);

        Sqlite(Path directory) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sqlite.db"));
            try (var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode=wal");
                statement.execute("pragma synchronous=full");
                statement.execute("create table record (id integer primary key, bytes blob not null)");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("insert into record (bytes) values (?)");
        }

        private void commit(List<byte[]> records) {
            try {
                for (byte[] record : records) {
                    insert.setBytes(1, record);
                    insert.executeUpdate();
                }
                connection.commit();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void append(byte[] record) {
            grouped.append(record);
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
