package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import safeconduct.kernel.Fault;

/** What errors of the server mean to us. */
final class Troubles {

    /** The order is at fault, not the server: syntax, names and rights; values; dependencies; grants. */
    private static final Set<String> OF_THE_ORDER = Set.of("42", "22", "2B", "0L", "0A");

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Troubles() {}

    static boolean ofTheOrder(SQLException trouble) {
        return OF_THE_ORDER.contains(state(trouble).substring(0, 2)) && !exists(trouble);
    }

    static boolean exists(SQLException trouble) {
        return state(trouble).equals(DUPLICATE_OBJECT) || state(trouble).equals(DUPLICATE_SCHEMA);
    }

    /** What may be told and recorded of a refused order: the server repeats a value that does not fit, we do not. */
    static String reason(SQLException trouble) {
        return state(trouble).startsWith("22") ? "the value of a row filter does not fit its column" : text(trouble);
    }

    static boolean notPermitted(SQLException trouble) {
        return state(trouble).equals(INSUFFICIENT_PRIVILEGE);
    }

    static boolean dependentObjects(SQLException trouble) {
        return state(trouble).equals("2BP01");
    }

    /** Whether the server refused to let somebody in, and not whether it could be asked at all. */
    static boolean logInRefused(SQLException trouble) {
        return state(trouble).startsWith("28");
    }

    /** Two changed the same entry of the catalogue at once; one has to begin again. */
    static boolean concurrently(SQLException trouble) {
        return state(trouble).equals("40001")
                || state(trouble).equals("40P01")
                || (state(trouble).equals("XX000") && text(trouble).contains("concurrently"));
    }

    static Fault unavailable(String target, SQLException trouble) {
        return new Fault(Fault.Code.UNAVAILABLE, "target `" + target + "`: " + text(trouble), trouble);
    }

    /** What the server said, with its detail, on one line. */
    static String text(SQLException trouble) {
        ServerErrorMessage said = trouble instanceof PSQLException own ? own.getServerErrorMessage() : null;
        String text = said == null
                ? String.valueOf(trouble.getMessage())
                : said.getMessage() + (said.getDetail() == null ? "" : " (" + said.getDetail() + ")");
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String state(SQLException trouble) {
        String state = trouble.getSQLState();
        return state == null || state.length() != 5 ? "00000" : state;
    }
}
