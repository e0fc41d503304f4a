package safeconduct.store;

import safeconduct.record.Position;

/** The position in SQLite: one row of its own. */
record SqlitePosition(Database database) implements Position {

    @Override
    public long get() {
        return database.read(
                connection -> Database.query(connection, row -> row.getLong(1), "select records from position")
                        .getFirst());
    }

    @Override
    public void set(long records) {
        database.write(connection -> Database.update(connection, "update position set records = ?", records));
    }
}
