package safeconduct.task;

/** The fake keeps the contract too, so that a test that uses it is worth something. */
class MemoryTasksTest implements TasksContract {

    @Override
    public Tasks openEmpty() {
        return new MemoryTasks();
    }
}
