package safeconduct.brokers.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role can really do, as PostgreSQL itself computes it.
 *
 * @param held all of it, beyond what any role can do by PostgreSQL's nature
 */
record EffectiveRights(Set<Right> held) {

    private static final String QUERY = read("effective-rights.sql");

    /** Of a role that this transaction can see. */
    static EffectiveRights of(SqlSession session, String role) throws SQLException {
        List<Right> rights = session.rows(
                QUERY,
                row -> new Right(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                role);
        return new EffectiveRights(new TreeSet<>(rights));
    }

    /** What it can do and should not, in order. */
    List<String> beyond(Set<Right> expected) {
        return held.stream()
                .filter(right -> !expected.contains(right) && !right.harmless())
                .map(Right::toString)
                .sorted()
                .distinct()
                .toList();
    }

    /** What it should be able to do and cannot, in order. */
    List<String> missing(Set<Right> expected) {
        return expected.stream()
                .filter(right -> !held.contains(right) && !held.contains(right.onWholeTable()))
                .map(Right::toString)
                .sorted()
                .toList();
    }

    /** A file beside this class. */
    static String read(String name) {
        try (InputStream file = EffectiveRights.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("`" + name + "` is not packed with the broker");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
