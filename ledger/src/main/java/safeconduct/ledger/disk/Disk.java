package safeconduct.ledger.disk;

import java.util.List;

/** One directory of files. Whatever goes wrong is a {@link safeconduct.ledger.LedgerFault}. */
public interface Disk extends AutoCloseable {

    /** The names of all files, sorted. */
    List<String> list();

    /** True when there is such a file. */
    boolean exists(String name);

    /** Opens a file for reading and writing; makes an empty one when there is none. */
    DiskFile open(String name);

    /** Gives a file another name, replacing what had it. Durable after {@link #syncDirectory}. */
    void rename(String from, String to);

    /** Deletes a file if it exists. Durable after {@link #syncDirectory}. */
    void delete(String name);

    /** Makes names durable: those of new, renamed and deleted files. */
    void syncDirectory();

    /** Lets go of the directory. */
    @Override
    void close();
}
