package safeconduct.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.approval.Approvals;
import safeconduct.approval.ApprovalsContract;

class SqliteApprovalsTest implements ApprovalsContract {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @Override
    public Approvals openEmpty() {
        return states.empty().approvals();
    }
}
