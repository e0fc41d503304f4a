package safeconduct.store;

import java.nio.file.Path;
import safeconduct.grant.GrantSamples;
import safeconduct.task.Task;
import safeconduct.task.TaskSamples;

/** A process that writes without end and says what is durable; made to be killed by {@link SqliteKillTest}. */
final class KilledWriter {

    private KilledWriter() {}

    /** @param arguments the folder, and a seed */
    public static void main(String[] arguments) {
        SqliteState state = SqliteState.open(Path.of(arguments[0]));
        TaskSamples tasks = new TaskSamples(Long.parseLong(arguments[1]));
        GrantSamples grants = new GrantSamples(Long.parseLong(arguments[1]));
        for (long record = 0; ; record++) {
            Task task = state.tasks().save(tasks.next());
            System.out.println("task " + task.id() + " " + record);
            var grant = grants.next(task.id());
            state.grants().save(grant);
            state.position().set(record + 1);
            System.out.println("grant " + grant.id() + " " + record);
            System.out.flush();
        }
    }
}
