package safeconduct.brokers.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.catalog.TargetName;
import safeconduct.grant.CredentialBroker;
import safeconduct.grant.SecretSource;
import safeconduct.kernel.Time;

/** The broker that the configuration selects with {@code kind: postgresql}. */
public final class PostgresBrokerFactory implements CredentialBroker.Factory {

    @Override
    public String kind() {
        return "postgresql";
    }

    @Override
    public CredentialBroker create(TargetName target, ObjectNode settings, SecretSource secrets, Time time) {
        PostgresSettings read = PostgresSettings.of(settings);
        secrets.read(read.password()).close(); // To fail early; it is read again for each connection, so it may change.
        Connections connections = new Connections(read, secrets, Connections.Patience.USUAL);
        return new PostgresBroker(target, connections, time, Point.Listener.NONE);
    }
}
