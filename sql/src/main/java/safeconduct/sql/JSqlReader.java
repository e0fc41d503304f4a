package safeconduct.sql;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;
import safeconduct.catalog.SqlReader;

/**
 * Reads SQL with the grammar of JSqlParser, after {@link SqlText} has refused what it and PostgreSQL could read
 * differently. Says {@link SqlReading.Unreadable} to everything that it does not understand as a whole; never throws.
 * What it says a statement touches is never less than what PostgreSQL touches, as far as names go: what stands behind a
 * view, a rule or a trigger is for the rights of the role.
 */
public final class JSqlReader implements SqlReader, AutoCloseable {

    /** How long one statement may take to read. */
    public static final Duration READING_TIME_MAX = Duration.ofSeconds(2);

    /** How many statements are read at once; the others wait within their reading time. */
    public static final int READERS_MAX = 4;

    private static final Set<String> FIRST_WORDS =
            Set.of("select", "insert", "update", "delete", "with", "values", "table", "(");

    // Threads of its own: the parser recurses, cannot be interrupted at every point, and must not hold up its caller.
    private final ExecutorService readers = Executors.newFixedThreadPool(
            READERS_MAX, Thread.ofPlatform().daemon().name("sql-reader-", 0).factory());

    @Override
    public SqlReading read(String sql) {
        List<SqlText.Token> tokens;
        try {
            tokens = SqlText.split(sql);
        } catch (Unclear unclear) {
            return new SqlReading.Unreadable(unclear.reason());
        }
        if (!FIRST_WORDS.contains(tokens.getFirst().text())) {
            return new SqlReading.Unreadable("not a SELECT, INSERT, UPDATE, DELETE, VALUES or TABLE statement");
        }
        CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql))
                .withAllowComplexParsing(true)
                .withUnsupportedStatements(false);
        return await(readers.submit(() -> reading(parser, tokens)), parser);
    }

    private static SqlReading await(Future<SqlReading> reading, CCJSqlParser parser) {
        try {
            return reading.get(READING_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            parser.interrupted = true;
            reading.cancel(true);
            return new SqlReading.Unreadable(
                    "too complex: reading it took more than " + READING_TIME_MAX.toSeconds() + " s");
        } catch (InterruptedException stopped) {
            parser.interrupted = true;
            reading.cancel(true);
            Thread.currentThread().interrupt();
            return new SqlReading.Unreadable("reading was stopped");
        } catch (ExecutionException impossible) {
            return new SqlReading.Unreadable("the reader failed on it");
        }
    }

    private static SqlReading reading(CCJSqlParser parser, List<SqlText.Token> tokens) {
        try {
            return judge(parser.Statement(), tokens);
        } catch (Unclear unclear) {
            return new SqlReading.Unreadable(unclear.reason());
        } catch (ParseException | TokenMgrException malformed) {
            return new SqlReading.Unreadable("not a statement that the grammar knows" + place(malformed));
        } catch (StackOverflowError deep) {
            return new SqlReading.Unreadable("nested too deep");
        } catch (RuntimeException surprise) { // Whatever the parser does with a hostile text, the answer is no.
            return new SqlReading.Unreadable("the grammar failed on it");
        }
    }

    private static String place(Throwable malformed) {
        boolean placed = malformed instanceof ParseException parse
                && parse.currentToken != null
                && parse.currentToken.next != null;
        if (!placed) {
            return "";
        }
        var token = ((ParseException) malformed).currentToken.next;
        return ", near line " + token.beginLine + " column " + token.beginColumn;
    }

    private static SqlReading judge(Statement statement, List<SqlText.Token> tokens) {
        Reading reading = new Reading();
        Selects selects = new Selects(reading);
        Changes changes = new Changes(reading, selects);
        String verb =
                switch (statement) {
                    case Select select -> {
                        selects.walk(select, Scope.EMPTY);
                        yield "select";
                    }
                    case Insert insert -> {
                        changes.insert(insert);
                        yield "insert";
                    }
                    case Update update -> {
                        changes.update(update);
                        yield "update";
                    }
                    case Delete delete -> {
                        changes.delete(delete);
                        yield "delete";
                    }
                    default -> throw new Unclear("not a SELECT, INSERT, UPDATE, DELETE, VALUES or TABLE statement");
                };
        reading.allSeen(tokens);
        return reading.statement(verb);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
