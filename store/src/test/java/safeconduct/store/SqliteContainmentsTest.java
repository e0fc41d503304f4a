package safeconduct.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.containment.Containments;
import safeconduct.containment.ContainmentsContract;

class SqliteContainmentsTest implements ContainmentsContract {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @Override
    public Containments openEmpty() {
        return states.empty().containments();
    }
}
