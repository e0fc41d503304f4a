package safeconduct.grant;

import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.TargetName;

/** The brokers in use, by target. */
@FunctionalInterface
public interface Brokers {

    /** Empty when the target needs no credential, or is not known any more. */
    Optional<CredentialBroker> of(TargetName target);

    static Brokers fixed(Map<TargetName, CredentialBroker> brokers) {
        Map<TargetName, CredentialBroker> kept = Map.copyOf(brokers);
        return target -> Optional.ofNullable(kept.get(target));
    }
}
