package safeconduct.sql;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.SqlReader.SqlReading;

/** Random text: the reader answers, always, in time. Repeat a run with {@code -Dseed=}. */
class FuzzTest {

    private static final List<String> PIECES = List.of(
            "select ",
            "from ",
            "where ",
            "customers",
            "c",
            ".",
            "*",
            ",",
            "(",
            ")",
            "card",
            "'x'",
            "'",
            "\"",
            "\"T\"",
            ";",
            "--",
            "/*",
            "*/",
            "$$",
            "\\",
            "E'",
            "U&'",
            "with ",
            "as ",
            "union ",
            "join ",
            "lateral ",
            "using (id)",
            "on ",
            "group by ",
            "order by ",
            "insert into ",
            "values ",
            "update ",
            "set ",
            "=",
            "delete ",
            "returning ",
            "1",
            "1e",
            "::",
            "text",
            "case ",
            "when ",
            "then ",
            "end ",
            "over ",
            "filter ",
            "not ",
            "in ",
            "exists ",
            "array[",
            "]",
            "é",
            "\0",
            "\n",
            "count(*)",
            "lower(",
            "for update ",
            "only ",
            "recursive ",
            "interval '1 day' ",
            "any(",
            "between ");

    @Test
    void neverThrowsAndAlwaysAnswers() {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int read = 0;
        try (JSqlReader reader = new JSqlReader()) {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder sql = new StringBuilder(random.nextInt(4) == 0 ? "" : "select c from customers ");
                int pieces = random.nextInt(14);
                for (int p = 0; p < pieces; p++) {
                    sql.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
                }
                SqlReading reading = reader.read(sql.toString());
                assertNotNull(reading, sql::toString);
                read += reading instanceof SqlReading.Statement ? 1 : 0;
            }
        }
        assertTrue(read > 20, "almost nothing of it was SQL: " + read);
    }
}
