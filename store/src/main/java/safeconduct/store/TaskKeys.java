package safeconduct.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Secret;

/** The keys of tasks, kept wrapped under the one key of this installation. */
record TaskKeys(Secret master) {

    Optional<Secret> find(Connection connection, TaskId task) throws SQLException {
        return Database.query(
                        connection,
                        row -> row.getBytes(1),
                        "select wrapped from task_keys where task = ?",
                        task.value())
                .stream()
                .findFirst()
                .map(wrapped -> Secret.of(Seal.open(master, task.value(), wrapped)));
    }

    Secret findOrMake(Connection connection, TaskId task) throws SQLException {
        Optional<Secret> known = find(connection, task);
        if (known.isPresent()) {
            return known.get();
        }
        Secret fresh = Seal.freshKey();
        byte[] wrapped = Seal.seal(master, task.value(), fresh.bytes());
        Database.update(connection, "insert into task_keys (task, wrapped) values (?, ?)", task.value(), wrapped);
        return fresh;
    }
}
