package safeconduct.grant;

/** The fake keeps the contract too, so that a test that uses it is worth something. */
class MemoryGrantsTest implements GrantsContract {

    @Override
    public Grants openEmpty() {
        return new MemoryGrants();
    }
}
