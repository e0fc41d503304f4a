package safeconduct.store;

import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.grant.Grants;
import safeconduct.grant.GrantsContract;

class SqliteGrantsTest implements GrantsContract {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @Override
    public Grants openEmpty() {
        return states.empty().grants();
    }
}
