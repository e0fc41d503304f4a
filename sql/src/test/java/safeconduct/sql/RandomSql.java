package safeconduct.sql;

import java.util.List;
import java.util.Random;

/** Makes statements about three tables, most of them valid, many of them sly. */
final class RandomSql {

    private static final List<String> COLUMNS =
            List.of("id", "id", "card", "card", "name", "name", "email", "total", "customer_id");

    private final Random random;

    RandomSql(Random random) {
        this.random = random;
    }

    String statement() {
        return switch (random.nextInt(10)) {
            case 0 -> "INSERT INTO " + table() + " (" + columns() + ") " + query(1) + maybe(" RETURNING " + one());
            case 1 ->
                "UPDATE " + table() + " a SET " + column() + " = " + expression(1) + maybe(" WHERE " + condition(1));
            case 2 -> "DELETE FROM " + table() + " AS a WHERE " + condition(1);
            case 3 -> "WITH c AS (" + query(1) + "), customers AS (" + query(1) + ") " + query(2);
            default -> query(2);
        };
    }

    private String query(int depth) {
        String query = "SELECT " + maybe("DISTINCT ") + one() + ", " + item(depth) + " FROM " + from(depth)
                + maybe(" WHERE " + condition(depth)) + maybe(" ORDER BY " + column());
        return random.nextInt(6) == 0 ? query("UNION ALL ", query) : query;
    }

    private static String query(String operator, String query) {
        return "(" + query + ") " + operator + "SELECT 'x', 'y'";
    }

    private String item(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "count(*)";
            case 1 -> "a.*";
            case 2 -> "*";
            case 3 -> "row_to_json(a)";
            case 4 -> "(SELECT " + one() + " FROM " + from(0) + " LIMIT 1)";
            default -> expression(depth);
        };
    }

    private String expression(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "lower(" + one() + ")";
            case 1 -> "CASE WHEN " + condition(0) + " THEN " + one() + " ELSE " + one() + " END";
            case 2 -> depth > 0 ? "(SELECT max(" + one() + ") FROM " + from(depth - 1) + ")" : one();
            case 3 -> "a";
            case 4 -> "(a)." + column();
            default -> one();
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> one() + " IS NULL";
            case 1 -> depth > 0 ? one() + " IN (SELECT " + one() + " FROM " + from(depth - 1) + ")" : one() + " = 'x'";
            case 2 -> depth > 0 ? "EXISTS (SELECT 1 FROM " + from(depth - 1) + " WHERE " + condition(0) + ")" : "true";
            case 3 -> one() + " = " + one() + " AND NOT " + one() + " = 'y'";
            default -> one() + " = " + one();
        };
    }

    private String from(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> table() + " a JOIN " + table() + " b ON " + condition(0);
            case 1 -> table() + " a JOIN " + table() + " b USING (" + column() + ")";
            case 2 -> depth > 0 ? "(" + query(depth - 1) + ") a" : table();
            case 3 -> depth > 0 ? table() + " a, LATERAL (" + query(depth - 1) + ") b" : table() + " a";
            case 4 -> "(SELECT " + one() + " AS card FROM " + table() + " a) a(" + column() + "), " + table() + " b";
            case 5 -> "c a";
            default -> table() + " a";
        };
    }

    private String one() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> "a." + column();
            case 4 -> "b." + column();
            default -> column();
        };
    }

    private String columns() {
        String first = column();
        return first.equals("id") ? "id, name" : first + ", id";
    }

    private String column() {
        return COLUMNS.get(random.nextInt(COLUMNS.size()));
    }

    private String table() {
        return List.of("customers", "orders", "public.tickets").get(random.nextInt(3));
    }

    private String maybe(String text) {
        return random.nextBoolean() ? text : "";
    }
}
