package safeconduct.brokers.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import safeconduct.catalog.TargetName;
import safeconduct.grant.CredentialBroker;
import safeconduct.grant.SecretSource;
import safeconduct.kernel.Time;

/** The broker of PostgreSQL as it is, which tells a test where it has come to. */
public final class HaltingBrokerFactory implements CredentialBroker.Factory {

    public static final String KIND = "postgresql-halting";

    private static volatile Consumer<String> told = point -> {};

    /** From now on hears the name of each point between two steps. */
    public static void tell(Consumer<String> listener) {
        told = listener;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public CredentialBroker create(TargetName target, ObjectNode settings, SecretSource secrets, Time time) {
        Connections connections = new Connections(PostgresSettings.of(settings), secrets, Connections.Patience.USUAL);
        return new PostgresBroker(target, connections, time, point -> told.accept(point.name()));
    }
}
