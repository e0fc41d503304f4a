package safeconduct.brokers.postgres;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.grant.GrantId;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;
import safeconduct.policy.Purpose;

/** What tasks of the shop order. Needs no server, so that a process that is to be killed can use it too. */
final class Orders {

    static final TargetName TARGET = new TargetName("shop-db");

    private static final Ids IDS = Ids.system();

    private Orders() {}

    static Table customers() {
        return new Table("public.customers", Set.of(Right.SELECT), List.of("id", "name", "email"), Optional.empty());
    }

    static Table ordersOf(int customer, Set<Right> rights) {
        RowFilter rows = new RowFilter("customer_id", "customer", Optional.of(IntNode.valueOf(customer)));
        return new Table("public.orders", rights, List.of("id", "customer_id", "total"), Optional.of(rows));
    }

    static TaskId task() {
        return new TaskId(IDS.next(TaskId.PREFIX));
    }

    static Order order(TaskId task) {
        return order(task, Set.of(), customers(), ordersOf(1, Set.of(Right.SELECT, Right.INSERT)));
    }

    static Order order(TaskId task, Set<String> exceptions, Table... tables) {
        return new Order(
                new GrantId(IDS.next(GrantId.PREFIX)),
                task,
                new AgentName("support-triage"),
                TARGET,
                new Purpose.Access(Set.of("query"), Optional.of(new DatabaseScope(List.of(tables), exceptions))),
                Json.object(),
                Time.system().now().plusSeconds(600));
    }
}
