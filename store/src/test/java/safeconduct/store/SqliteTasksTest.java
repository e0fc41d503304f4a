package safeconduct.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.task.Tasks;
import safeconduct.task.TasksContract;

class SqliteTasksTest implements TasksContract {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @Override
    public Tasks openEmpty() {
        return states.empty().tasks();
    }
}
