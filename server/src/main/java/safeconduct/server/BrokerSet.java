package safeconduct.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Brokers;
import safeconduct.grant.CredentialBroker;
import safeconduct.grant.SecretSource;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;

/**
 * The brokers of all targets, made from their settings. A target that leaves the configuration keeps its broker while the
 * server runs: what was minted there is still to be taken back.
 */
final class BrokerSet implements Brokers, AutoCloseable {

    private final SecretSource secrets;
    private final Time time;
    private final Map<String, CredentialBroker.Factory> factories = new HashMap<>();
    private volatile Map<TargetName, Made> made = Map.of();

    private record Made(Target.BrokerSettings settings, CredentialBroker broker) {}

    BrokerSet(SecretSource secrets, Time time) {
        this.secrets = secrets;
        this.time = time;
        ServiceLoader.load(CredentialBroker.Factory.class).forEach(factory -> factories.put(factory.kind(), factory));
    }

    /**
     * Makes the brokers of these rules; one whose settings have not changed stays as it is.
     *
     * @throws Fault INVALID when a kind or a setting is not known; then nothing has changed
     */
    synchronized void follow(Bundle bundle) {
        Map<TargetName, Made> next = new HashMap<>(made);
        List<CredentialBroker> replaced = new ArrayList<>();
        bundle.targets()
                .values()
                .forEach(target -> target.broker().ifPresent(settings -> {
                    Made known = next.get(target.name());
                    if (known == null || !known.settings().equals(settings)) {
                        next.put(target.name(), new Made(settings, make(target.name(), settings)));
                        Optional.ofNullable(known).map(Made::broker).ifPresent(replaced::add);
                    }
                }));
        made = Map.copyOf(next);
        replaced.forEach(CredentialBroker::close);
    }

    private CredentialBroker make(TargetName target, Target.BrokerSettings settings) {
        CredentialBroker.Factory factory = factories.get(settings.kind());
        if (factory == null) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "target `" + target + "` wants the broker `" + settings.kind() + "`, expected one of "
                            + factories.keySet());
        }
        return factory.create(target, settings.settings(), secrets, time);
    }

    @Override
    public Optional<CredentialBroker> of(TargetName target) {
        return Optional.ofNullable(made.get(target)).map(Made::broker);
    }

    @Override
    public void close() {
        made.values().forEach(one -> one.broker().close());
    }
}
