package safeconduct.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.catalog.SqlReader.SqlReading;

/** What is read of statements that are understood. */
class ReadableTest {

    private static final JSqlReader READER = new JSqlReader();

    /** @param touches verb, tables, columns, functions, {@code ro} or {@code rw}, and what is written */
    record Row(String sql, String touches) {}

    @AfterAll
    static void close() {
        READER.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsWhatAStatementTouches(Row row) {
        SqlReading.Statement read = assertInstanceOf(SqlReading.Statement.class, READER.read(row.sql()), row.sql());
        String written = read.written().isEmpty() ? "" : " writes " + new TreeSet<>(read.written());
        assertEquals(
                row.touches(),
                read.verb() + " " + new TreeSet<>(read.tables()) + " " + new TreeSet<>(read.columns()) + " "
                        + new TreeSet<>(read.functions()) + " " + (read.readOnly() ? "ro" : "rw") + written,
                row.sql());
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("SELECT id, email FROM customers", "select [customers] [customers.email, customers.id] [] ro"),
                new Row(
                        "select ID, \"Email\" from Public.Customers;",
                        "select [public.customers] [public.customers.Email, public.customers.id] [] ro"),
                new Row("SELECT * FROM customers", "select [customers] [customers.*] [] ro"),
                new Row("SELECT c.* FROM customers c", "select [customers] [customers.*] [] ro"),
                new Row("SELECT c FROM customers c", "select [customers] [customers.*, customers.c] [] ro"),
                new Row(
                        "SELECT customers FROM customers",
                        "select [customers] [customers.*, customers.customers] [] ro"),
                new Row(
                        "SELECT row_to_json(c) FROM customers AS c",
                        "select [customers] [customers.*, customers.c] [row_to_json] ro"),
                new Row("SELECT count(*) FROM customers", "select [customers] [] [count] ro"),
                new Row("SELECT count(c.*) FROM customers c", "select [customers] [customers.*] [count] ro"),
                new Row("SELECT (c).email FROM customers c", "select [customers] [customers.*, customers.c] [] ro"),
                new Row("SELECT email(c) FROM customers c", "select [customers] [customers.*, customers.c] [email] rw"),
                new Row(
                        "SELECT o.total, c.email FROM orders o JOIN customers c ON c.id = o.customer_id",
                        "select [customers, orders] [customers.email, customers.id, orders.customer_id, orders.total]"
                                + " [] ro"),
                new Row(
                        "SELECT total, email FROM orders JOIN customers USING (id)",
                        "select [customers, orders] [*.email, *.total, customers.id, orders.id] [] ro"),
                new Row(
                        "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 5)",
                        "select [customers, orders] [*.customer_id, *.total, customers.id, customers.name,"
                                + " orders.customer_id, orders.total] [] ro"),
                new Row(
                        "WITH c AS (SELECT id FROM customers) SELECT * FROM c",
                        "select [customers] [customers.id] [] ro"),
                new Row("WITH customers AS (SELECT 1 AS x) SELECT x FROM customers", "select [] [] [] ro"),
                new Row(
                        "WITH customers AS (SELECT * FROM customers) SELECT id FROM customers",
                        "select [customers] [customers.*] [] ro"),
                new Row(
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n",
                        "select [] [] [] ro"),
                new Row(
                        "WITH d AS (SELECT 1) INSERT INTO orders (id) SELECT * FROM d",
                        "insert [orders] [orders.id] [] rw writes [orders]"),
                new Row("SELECT s.a FROM (SELECT id AS a FROM customers) s", "select [customers] [customers.id] [] ro"),
                new Row(
                        "SELECT card FROM (SELECT 1 AS card) s(x), customers",
                        "select [customers] [customers.card] [] ro"),
                new Row(
                        "SELECT x.card FROM customers c, LATERAL (SELECT o.total AS card FROM orders o WHERE"
                                + " o.customer_id = c.id) x",
                        "select [customers, orders] [customers.id, orders.customer_id, orders.total] [] ro"),
                new Row("SELECT n FROM generate_series(1, 3) n", "select [] [] [generate_series] ro"),
                new Row(
                        "SELECT n FROM customers, generate_series(1, 3) AS g(n)",
                        "select [customers] [] [generate_series] ro"),
                new Row(
                        "SELECT id FROM customers UNION SELECT customer_id FROM orders ORDER BY id",
                        "select [customers, orders] [customers.id, orders.customer_id] [] ro"),
                new Row("TABLE customers", "select [customers] [customers.*] [] ro"),
                new Row("VALUES (1, 'x'), (2, 'y')", "select [] [] [] ro"),
                new Row("SELECT id FROM customers FOR UPDATE", "select [customers] [customers.id] [] rw"),
                new Row("SELECT id FROM customers FOR SHARE OF customers", "select [customers] [customers.id] [] rw"),
                new Row(
                        "SELECT lower(name) AS n, count(*) FROM customers GROUP BY lower(name) HAVING count(*) > 1"
                                + " ORDER BY n",
                        "select [customers] [customers.name] [count, lower] ro"),
                new Row(
                        "SELECT lower(name) AS n FROM customers GROUP BY n",
                        "select [customers] [customers.n, customers.name] [lower] ro"),
                new Row(
                        "SELECT rank() OVER (PARTITION BY region ORDER BY total DESC) FROM orders",
                        "select [orders] [orders.region, orders.total] [rank] ro"),
                new Row(
                        "SELECT sum(total) OVER w FROM orders WINDOW w AS (PARTITION BY region)",
                        "select [orders] [orders.region, orders.total] [sum] ro"),
                new Row(
                        "SELECT count(*) FILTER (WHERE total > 5) FROM orders",
                        "select [orders] [orders.total] [count] ro"),
                new Row(
                        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) FROM orders",
                        "select [orders] [orders.total] [percentile_cont] ro"),
                new Row(
                        "SELECT CASE WHEN total > 5 THEN 'a' ELSE name END FROM orders",
                        "select [orders] [orders.name, orders.total] [] ro"),
                new Row(
                        "SELECT total::text, CAST(id AS numeric(10,2)) FROM orders",
                        "select [orders] [orders.id, orders.total] [] ro"),
                new Row("SELECT 'customers'::regclass", "select [] [] [regclass] rw"),
                new Row(
                        "SELECT id FROM orders WHERE id = ANY(ARRAY[1,2]) AND total BETWEEN 1 AND 2 AND name ILIKE"
                                + " '%x%' AND note IS NOT NULL",
                        "select [orders] [orders.id, orders.name, orders.note, orders.total] [] ro"),
                new Row(
                        "SELECT id FROM orders WHERE id = ANY(SELECT order_id FROM tickets)",
                        "select [orders, tickets] [*.order_id, orders.id, tickets.order_id] [] ro"),
                new Row(
                        "SELECT EXTRACT(year FROM created), created AT TIME ZONE 'UTC', interval '1 day', date"
                                + " '2020-01-01' FROM orders",
                        "select [orders] [orders.created] [] ro"),
                new Row(
                        "SELECT trim(both 'x' FROM name), substring(name FROM 1 FOR 2), position('x' IN name) FROM"
                                + " orders",
                        "select [orders] [orders.name] [position, substring] ro"),
                new Row(
                        "SELECT DISTINCT ON (region) region, total FROM orders ORDER BY region, total DESC",
                        "select [orders] [orders.region, orders.total] [] ro"),
                new Row(
                        "SELECT a.id FROM orders a LEFT JOIN orders b ON a.id = b.parent WHERE b.id IS NULL LIMIT 5"
                                + " OFFSET 2",
                        "select [orders] [orders.id, orders.parent] [] ro"),
                new Row(
                        "SELECT EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id) FROM customers c",
                        "select [customers, tickets] [customers.id, tickets.customer_id] [] ro"),
                new Row(
                        "SELECT (SELECT card FROM orders LIMIT 1) FROM customers",
                        "select [customers, orders] [*.card, orders.card] [] ro"),
                new Row("SELECT pg_read_file('/etc/passwd')", "select [] [] [pg_read_file] rw"),
                new Row(
                        "SELECT pg_catalog.lower(name) FROM customers",
                        "select [customers] [customers.name] [lower] ro"),
                new Row(
                        "SELECT public.lower(name) FROM customers",
                        "select [customers] [customers.name] [public.lower] rw"),
                new Row("SELECT nextval('s')", "select [] [] [nextval] rw"),
                new Row("SELECT set_config('role', 'postgres', false)", "select [] [] [set_config] rw"),
                new Row(
                        "SELECT current_user, session_user, CURRENT_DATE, now()",
                        "select [] [] [current_date, current_user, now, session_user] rw"),
                new Row("SELECT array(SELECT card FROM customers)", "select [customers] [customers.card] [] ro"),
                new Row("SELECT ROW(c.*) FROM customers c", "select [customers] [customers.*] [row] ro"),
                new Row("SELECT (c.*)::text FROM customers c", "select [customers] [customers.*] [] ro"),
                new Row("SELECT data->>'x' FROM orders", "select [orders] [orders.data] [] ro"),
                new Row("SELECT data->card FROM orders", "select [orders] [orders.card, orders.data] [] ro"),
                new Row("SELECT xmin FROM customers", "select [customers] [customers.xmin] [] ro"),
                new Row(
                        "SELECT public.customers.email FROM public.customers",
                        "select [public.customers] [public.customers.email] [] ro"),
                new Row(
                        "INSERT INTO orders (id, total) VALUES (1, 2) RETURNING id",
                        "insert [orders] [orders.id, orders.total] [] rw writes [orders]"),
                new Row("INSERT INTO orders VALUES (1, 2)", "insert [orders] [orders.*] [] rw writes [orders]"),
                new Row(
                        "INSERT INTO orders (id) SELECT id FROM customers",
                        "insert [customers, orders] [customers.id, orders.id] [] rw writes [orders]"),
                new Row(
                        "INSERT INTO orders (id) VALUES (1) ON CONFLICT DO NOTHING",
                        "insert [orders] [orders.id] [] rw writes [orders]"),
                new Row("INSERT INTO orders DEFAULT VALUES", "insert [orders] [orders.*] [] rw writes [orders]"),
                new Row(
                        "INSERT INTO orders (id) VALUES ((SELECT card FROM customers))",
                        "insert [customers, orders] [customers.card, orders.id] [] rw writes [orders]"),
                new Row(
                        "UPDATE orders SET status = 'void' WHERE id = 3",
                        "update [orders] [orders.id, orders.status] [] rw writes [orders]"),
                new Row(
                        "UPDATE orders o SET total = c.credit FROM customers c WHERE c.id = o.customer_id RETURNING *",
                        "update [customers, orders] [customers.*, customers.credit, customers.id, orders.*,"
                                + " orders.customer_id, orders.total] [] rw writes [orders]"),
                new Row(
                        "UPDATE orders SET (a, b) = (SELECT x, y FROM tickets)",
                        "update [orders, tickets] [*.x, *.y, orders.a, orders.b, tickets.x, tickets.y] [] rw writes"
                                + " [orders]"),
                new Row("DELETE FROM orders WHERE id = 3", "delete [orders] [orders.id] [] rw writes [orders]"),
                new Row(
                        "DELETE FROM orders USING customers c WHERE c.id = customer_id",
                        "delete [customers, orders] [*.customer_id, customers.id] [] rw writes [orders]"),
                new Row("DELETE FROM orders", "delete [orders] [] [] rw writes [orders]"),
                new Row("SELECT [id] FROM t", "select [t] [t.id] [] ro"),
                new Row("SELECT 'it''s', 'é' FROM t", "select [t] [] [] ro"),
                new Row("SELECT id FROM t", "select [t] [t.id] [] ro"),
                new Row("SELECT 1e5, 1.5, .5", "select [] [] [] ro"),
                new Row("SELECT a FROM ONLY t", "select [t] [t.a] [] ro"),
                new Row("SELECT a FROM t WHERE a <=> b", "select [t] [t.a, t.b] [] ro"),
                new Row("SELECT a FROM t GROUP BY ROLLUP (a, b)", "select [t] [t.a, t.b] [rollup] ro"),
                new Row("SELECT a FROM t GROUP BY GROUPING SETS ((a), (b))", "select [t] [t.a, t.b] [] ro"),
                new Row("SELECT a FROM t ORDER BY b FETCH FIRST 5 ROWS ONLY", "select [t] [t.a, t.b] [] ro"),
                new Row("SELECT a FROM t WHERE a LIKE 'x' ESCAPE '!'", "select [t] [t.a] [] ro"),
                new Row("SELECT a FROM t FOR UPDATE SKIP LOCKED", "select [t] [t.a] [] rw"),
                new Row("SELECT json_agg(t) FROM t", "select [t] [t.*, t.t] [json_agg] ro"),
                new Row("SELECT json_agg(t ORDER BY t.a) FROM t", "select [t] [t.*, t.a, t.t] [json_agg] ro"),
                new Row("SELECT string_agg(a, ',' ORDER BY b) FROM t", "select [t] [t.a, t.b] [string_agg] ro"),
                new Row(
                        "SELECT NOT a, a IS TRUE, -a, a IS DISTINCT FROM b, a || b FROM t",
                        "select [t] [t.a, t.b] [] ro"),
                new Row(
                        "SELECT coalesce(a, b), greatest(a, 1), nullif(a, 0) FROM t",
                        "select [t] [t.a, t.b] [coalesce, greatest, nullif] ro"),
                new Row("SELECT a FROM (t JOIN u USING (id))", "select [t, u] [*.a, t.id, u.id] [] ro"),
                new Row("(SELECT a FROM t) UNION ALL (SELECT b FROM u) ORDER BY 1", "select [t, u] [t.a, u.b] [] ro"),
                new Row("(SELECT a FROM t)", "select [t] [t.a] [] ro"),
                new Row("SELECT a FROM t WHERE (a, b) IN (SELECT 1, 2)", "select [t] [t.a, t.b] [] ro"),
                new Row("SELECT a FROM t, u WHERE t.id = u.id", "select [t, u] [*.a, t.id, u.id] [] ro"),
                new Row(
                        "SELECT lag(a, 1, 0) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t",
                        "select [t] [t.a, t.b] [lag] ro"),
                new Row("SELECT a FROM t LIMIT ALL", "select [t] [t.a] [] ro"),
                new Row("SELECT x.y FROM unnest(ARRAY[1]) AS x(y)", "select [] [] [unnest] ro"),
                new Row(
                        "SELECT date_trunc('day', created) AS day, count(*) FROM orders GROUP BY 1 ORDER BY 1",
                        "select [orders] [orders.created] [count, date_trunc] ro"),
                new Row(
                        "SELECT id FROM customers ORDER BY card",
                        "select [customers] [customers.card, customers.id] [] ro"),
                new Row("SELECT \"any\"(card) FROM customers", "select [customers] [customers.card] [any] rw"),
                new Row("SELECT user FROM customers", "select [customers] [] [user] rw"),
                new Row("SELECT \"user\" FROM customers", "select [customers] [customers.user] [] ro"),
                new Row("SELECT (SELECT c) FROM customers c", "select [customers] [customers.*, customers.c] [] ro"),
                new Row(
                        "SELECT * FROM customers c CROSS JOIN LATERAL (SELECT c.card) x",
                        "select [customers] [customers.*, customers.card] [] ro"),
                new Row(
                        "SELECT c.card FROM customers c WHERE EXISTS (SELECT c.id FROM orders c)",
                        "select [customers, orders] [customers.card, orders.id] [] ro"),
                new Row(
                        "SELECT 1 FROM customers HAVING max(card) > 'x'",
                        "select [customers] [customers.card] [max] ro"),
                new Row("SELECT s FROM (SELECT card FROM customers) s", "select [customers] [customers.card] [] ro"),
                new Row("SELECT s.card FROM (SELECT * FROM customers) s", "select [customers] [customers.*] [card] rw"),
                new Row(
                        "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x, card FROM b, customers",
                        "select [customers] [customers.card] [] ro"),
                new Row("SELECT customers.upper FROM customers", "select [customers] [customers.upper] [] ro"));
    }
}
