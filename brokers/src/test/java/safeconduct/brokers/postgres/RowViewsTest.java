package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.grant.Credential;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;

class RowViewsTest {

    private final PostgresBroker broker = Shop.broker();

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void showsATaskOnlyItsRowsUnderTheTablesOwnName() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.ordersOf(7, Set.of(Right.SELECT))));
        try (Connection task = Shop.connect(credential)) {
            assertEquals(List.of("70"), Shop.query(task, "SELECT total FROM orders"));
            MintingTest.assertRefused(task, "SELECT total FROM public.orders");
            Shop.execute(task, "SET search_path = public");
            MintingTest.assertRefused(task, "SELECT total FROM orders");
        }
    }

    @Test
    void hidesOtherRowsFromAFunctionThatTalks() throws Exception {
        Credential credential = Shop.minted(
                broker, Shop.order(Set.of("temporary database shop"), Shop.ordersOf(7, Set.of(Right.SELECT))));
        Shop.SERVER.execute("shop", "GRANT TEMPORARY ON DATABASE shop TO PUBLIC");
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(
                    task,
                    "SET default_transaction_read_only = off",
                    "CREATE FUNCTION pg_temp.tell(n numeric) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS"
                            + " $$ BEGIN RAISE NOTICE '%', n; RETURN true; END $$");
            try (var statement = task.createStatement()) {
                statement.execute("SELECT total FROM orders WHERE pg_temp.tell(total)");
                assertEquals("70", statement.getWarnings().getMessage());
                assertEquals(null, statement.getWarnings().getNextWarning());
            }
        } finally {
            Shop.SERVER.execute("shop", "REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC");
        }
    }

    @Test
    void letsATaskWriteOnlyRowsThatItCanSee() throws Exception {
        Credential credential = Shop.minted(
                broker, Shop.order(Shop.ordersOf(8, Set.of(Right.SELECT, Right.INSERT, Right.UPDATE, Right.DELETE))));
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(task, "INSERT INTO orders (customer_id, total) VALUES (8, 99)");
            assertEquals(
                    "44000",
                    assertThrows(
                                    SQLException.class,
                                    () -> Shop.execute(task, "INSERT INTO orders (customer_id, total) VALUES (9, 99)"))
                            .getSQLState());
            assertEquals(
                    "44000",
                    assertThrows(SQLException.class, () -> Shop.execute(task, "UPDATE orders SET customer_id = 9"))
                            .getSQLState());
            Shop.execute(task, "DELETE FROM orders");
        }
        assertEquals(List.of("999"), Shop.ask("SELECT count(*) FROM orders"));
        Shop.SERVER.execute("shop", "INSERT INTO orders (customer_id, total) VALUES (8, 80)");
    }

    @Test
    void takesAnyValueAsAValue() throws Exception {
        String hostile = "x' OR '1'='1'; DROP TABLE orders; --\\";
        Shop.SERVER.execute("shop", "UPDATE orders SET note = 'mine' WHERE customer_id = 3");
        Table notes = new Table(
                "public.orders",
                Set.of(Right.SELECT),
                List.of("note"),
                Optional.of(new RowFilter("note", "note", Optional.of(TextNode.valueOf(hostile)))));
        Credential credential = Shop.minted(broker, Shop.order(notes));
        try (Connection task = Shop.connect(credential)) {
            assertEquals(List.of(), Shop.query(task, "SELECT note FROM orders"));
        }
    }

    @Test
    void saysWhatTheBrokerItselfLacksBelowAView() throws Exception {
        Table secrets = new Table(
                "public.audit",
                Set.of(Right.SELECT),
                List.of("line"),
                Optional.of(new RowFilter("line", "line", Optional.of(TextNode.valueOf("x")))));
        Shop.SERVER.execute("shop", "GRANT REFERENCES ON audit TO safeconduct_broker");
        var refused = Shop.refused(broker, Shop.order(secrets));
        assertTrue(refused.reason().contains("select column public.audit.line"), refused.reason());
        Shop.SERVER.execute("shop", "REVOKE REFERENCES ON audit FROM safeconduct_broker");
    }
}
