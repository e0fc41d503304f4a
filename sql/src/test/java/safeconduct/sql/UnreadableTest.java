package safeconduct.sql;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.catalog.SqlReader.SqlReading;

/** Statements that are refused before anyone judges them, and the reason that is given. */
class UnreadableTest {

    private static final JSqlReader READER = new JSqlReader();

    record Row(String sql, String reason) {}

    @AfterAll
    static void close() {
        READER.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhyItCannotBeRead(Row row) {
        SqlReading.Unreadable no = assertInstanceOf(SqlReading.Unreadable.class, READER.read(row.sql()), row.sql());
        assertTrue(no.reason().contains(row.reason()), () -> row.sql() + ": " + no.reason());
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "SELECT email FROM customers NATURAL JOIN orders",
                        "NATURAL JOIN depends on columns that are not named"),
                new Row("WITH d AS (DELETE FROM customers RETURNING id) SELECT * FROM d", "a WITH that changes data"),
                new Row(
                        "SELECT a FROM customers AS x(a, b)",
                        "an alias that renames the columns of a table hides which are read"),
                new Row("SELECT id INTO copy FROM customers", "SELECT … INTO makes a table"),
                new Row("SELECT * FROM dblink('x', 'y') AS t(a int)", "an alias with typed columns is not read here"),
                new Row("SELECT other.customers.email FROM public.customers", "no table `other.customers` in sight"),
                new Row("SELECT x.email FROM customers c", "no table or alias `x` in sight"),
                new Row("SELECT id FROM customers c, customers c", "two sources with the name `c`"),
                new Row(
                        "INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2",
                        "ON CONFLICT DO UPDATE is two verbs"),
                new Row("SELECT 1; SELECT 2", "more than one statement"),
                new Row("SELECT 1 SELECT 2", "not a statement that the grammar knows"),
                new Row("SELECT 1;;", "more than one statement"),
                new Row("; SELECT 1", "more than one statement"),
                new Row("COMMIT; DELETE FROM customers", "more than one statement"),
                new Row("COMMIT", "not a SELECT"),
                new Row("BEGIN", "not a SELECT"),
                new Row("SET ROLE postgres", "not a SELECT"),
                new Row("RESET ROLE", "not a SELECT"),
                new Row("COPY customers TO STDOUT", "not a SELECT"),
                new Row("DO 'x'", "not a SELECT"),
                new Row("EXPLAIN ANALYZE DELETE FROM customers", "not a SELECT"),
                new Row("EXPLAIN SELECT 1", "not a SELECT"),
                new Row("PREPARE p AS SELECT 1", "not a SELECT"),
                new Row("EXECUTE p", "not a SELECT"),
                new Row("CALL p()", "not a SELECT"),
                new Row("TRUNCATE customers", "not a SELECT"),
                new Row("DROP TABLE customers", "not a SELECT"),
                new Row("CREATE TABLE x (a int)", "not a SELECT"),
                new Row("ALTER TABLE x ADD a int", "not a SELECT"),
                new Row("GRANT ALL ON x TO y", "not a SELECT"),
                new Row("MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE", "not a SELECT"),
                new Row("LOCK TABLE x", "not a SELECT"),
                new Row("NOTIFY x", "not a SELECT"),
                new Row("VACUUM", "not a SELECT"),
                new Row("SHOW ALL", "not a SELECT"),
                new Row("SELECT $$x$$", "the character `$` is not read outside string literals"),
                new Row("SELECT $tag$x$tag$", "the character `$` is not read outside string literals"),
                new Row("SELECT $1", "the character `$` is not read outside string literals"),
                new Row("SELECT E'a\\'b'", "a string with a prefix (`E''`"),
                new Row("SELECT e'a'", "a string with a prefix (`E''`"),
                new Row("SELECT U&'d!0061t' UESCAPE '!'", "a string with a prefix (`E''`"),
                new Row("SELECT U&\"d0061\" FROM t", "a string with a prefix (`E''`"),
                new Row("SELECT B'101'", "a string with a prefix (`E''`"),
                new Row("SELECT N'x'", "a string with a prefix (`E''`"),
                new Row("SELECT 'a\\'", "a backslash in a string literal can be read in two ways"),
                new Row("SELECT 'a' 'b'", "a string literal where an operator"),
                new Row("SELECT 1 -- x", "comments are not read"),
                new Row("SELECT 1 /* x */", "comments are not read"),
                new Row("SELECT /* /* */ */ 1", "comments are not read"),
                new Row("SELECT 1 # x", "the character `#` is not read outside string literals"),
                new Row("SELECT `id` FROM t", "the character ``` is not read outside string literals"),
                new Row("SELECT :name", "the character `:` is not read outside string literals"),
                new Row("SELECT ?", "the character `?` is not read outside string literals"),
                new Row("SELECT @x", "the character `@` is not read outside string literals"),
                new Row("SELECT \\d", "the character `\\` is not read outside string literals"),
                new Row("SELECT é FROM t", "the character U+00E9 is not read outside string literals"),
                new Row("SELECT \"a.b\" FROM t", "a quoted name with unusual characters"),
                new Row("SELECT \"a\"\"b\" FROM t", "a quoted name with unusual characters"),
                new Row("SELECT 'x", "a string literal is not closed"),
                new Row("SELECT (1", "a parenthesis is not closed"),
                new Row("SELECT 1)", "a parenthesis is closed that was not opened"),
                new Row("SELECT 0x1F", "a number with an odd end"),
                new Row("SELECT 1_000", "a number with an odd end"),
                new Row("SELECT 123abc", "a number with an odd end"),
                new Row("SELECT a FROM t TABLESAMPLE SYSTEM (10)", "a clause of FROM that is not read here"),
                new Row("SELECT TOP 5 a FROM t", "a clause that PostgreSQL does not have"),
                new Row("SELECT a FROM db.s.t", "a table name with more than a schema in front of it"),
                new Row("FROM t SELECT a", "not a SELECT"),
                new Row("FROM t |> SELECT a", "not a SELECT"),
                new Row("SELECT * EXCEPT (a) FROM t", "a `*` with exceptions"),
                new Row("SELECT a AS select FROM t", "not a statement that the grammar knows"),
                new Row("SELECT regclass 'x'", "a string literal where an operator"),
                new Row("SELECT a.b.c.d FROM t", "a name with more than a schema in front of it"),
                new Row(
                        "SELECT f(a => 1)",
                        "an expression of a kind that is not read here (OracleNamedFunctionParameter)"),
                new Row("SELECT a COLLATE \"C\" FROM t", "not a statement that the grammar knows"),
                new Row("SELECT j.a FROM (t JOIN u USING (id)) AS j", "an alias for a join in parentheses"),
                new Row("SELECT a FROM t LIMIT (SELECT card FROM u)", "not a statement that the grammar knows"),
                new Row("(SELECT id FROM customers) ORDER BY card", "an ORDER BY after parentheses or a set operation"),
                new Row(
                        "(SELECT id FROM customers) ORDER BY lower(card)",
                        "an ORDER BY after parentheses or a set operation"),
                new Row(
                        "SELECT id FROM customers UNION SELECT 1 ORDER BY card",
                        "an ORDER BY after parentheses or a set operation"),
                new Row(
                        "SELECT aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa FROM t",
                        "a name longer than 63 bytes"),
                new Row("", "no statement"),
                new Row("   ", "no statement"),
                new Row("SELECT 1\0", "U+0000"),
                new Row("SELECT 'a\0b'", "control character"),
                new Row("SELECT\u00a01", "U+00A0"),
                new Row("SELECT 1;\u00a0", "more than one statement"),
                new Row("SELECT 'x'\n'y'", "a string literal where"),
                new Row("SELECT " + "(".repeat(25) + "1" + ")".repeat(25), "nested deeper"),
                new Row("SELECT '" + "x".repeat(40_000) + "'", "longer than"),
                new Row("SELECT 1" + ",1".repeat(2_100), "more than 4000 words"),
                new Row("SELECT " + "NOT ".repeat(3_900) + "a FROM t", ""));
    }
}
