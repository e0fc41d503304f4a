package safeconduct.approval;

/** The fake keeps the contract too, so that a test that uses it is worth something. */
class MemoryApprovalsTest implements ApprovalsContract {

    @Override
    public Approvals openEmpty() {
        return new MemoryApprovals();
    }
}
