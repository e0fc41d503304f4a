package safeconduct.server;

import java.util.List;

/** SQL that is not what it seems, or more than the task may do. */
final class BadStatements {

    static final List<BadRow> ROWS = List.of(
            BadRow.sql("DELETE FROM customers", "statement_not_allowed"),
            BadRow.sql("COMMIT; DELETE FROM customers", "statement_unreadable"),
            BadRow.sql("SELECT id FROM customers; SELECT id FROM customers", "statement_unreadable"),
            BadRow.sql("SELECT id FROM customers; DROP TABLE customers --", "statement_unreadable"),
            BadRow.sql("SELECT $$x$$; DELETE FROM customers", "statement_unreadable"),
            BadRow.sql("SELECT $a$ $$ $a$; DELETE FROM customers", "statement_unreadable"),
            BadRow.sql("DO $$ BEGIN DELETE FROM customers; END $$", "statement_unreadable"),
            BadRow.sql("SELECT U&'\\0027'; DELETE FROM customers", "statement_unreadable"),
            BadRow.sql("SELECT id FROM U&\"c\\0061rds\"", "statement_unreadable"),
            BadRow.sql("SELECT /* /* nested */ id FROM customers */ 1; DELETE FROM customers", "statement_unreadable"),
            BadRow.sql("SELECT id FROM cards", "table_not_in_envelope"),
            BadRow.sql("SELECT rolpassword FROM pg_catalog.pg_authid", "table_not_in_envelope"),
            BadRow.sql("SELECT * FROM customers", "column_not_in_envelope"),
            BadRow.sql("SELECT city FROM customers", "column_not_in_envelope"),
            BadRow.sql("SELECT id FROM customers WHERE city = 'x'", "column_not_in_envelope"),
            BadRow.sql("WITH gone AS (DELETE FROM customers RETURNING id) SELECT id FROM gone", "statement_unreadable"),
            BadRow.sql("SELECT id INTO copied FROM customers", "statement_unreadable"),
            BadRow.sql("UPDATE customers SET name = 'x'", "statement_not_allowed"),
            BadRow.sql("COPY customers TO PROGRAM 'id'", "statement_unreadable"),
            BadRow.sql("SET ROLE postgres", "statement_unreadable"),
            BadRow.sql("", "statement_unreadable"),
            BadRow.sql("hello", "statement_unreadable"));

    private BadStatements() {}
}
