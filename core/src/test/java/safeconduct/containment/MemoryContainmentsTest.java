package safeconduct.containment;

/** The fake keeps the contract too, so that a test that uses it is worth something. */
class MemoryContainmentsTest implements ContainmentsContract {

    @Override
    public Containments openEmpty() {
        return new MemoryContainments();
    }
}
