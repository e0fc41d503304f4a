package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/**
 * The authority of one task: immutable, always within its purpose and its parent's envelope.
 *
 * @param parameters the purpose's parameters with their values
 * @param voucher who vouched for the parameters
 * @param bundle digest of the policies and purposes from which it was made
 */
public record Envelope(
        String purpose,
        ObjectNode parameters,
        Voucher voucher,
        Map<TargetName, Purpose.Access> targets,
        String environment,
        Set<String> dataClasses,
        Budgets budgets,
        Instant deadline,
        Duration idle,
        Digest bundle) {

    public Envelope {
        parameters = parameters.deepCopy();
        targets = Map.copyOf(targets);
        dataClasses = Set.copyOf(dataClasses);
    }

    /** A copy: an envelope does not change. */
    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }

    /** Over its canonical JSON: the same authority has the same digest. */
    public Digest digest() {
        return CanonicalJson.digest(json());
    }

    /** Every member, sets in order, so that the text is always the same. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("purpose", purpose).put("voucher", voucher.name().toLowerCase(java.util.Locale.ROOT));
        json.set("parameters", parameters.deepCopy());
        ObjectNode places = json.putObject("targets");
        new TreeMap<>(targets).forEach((name, access) -> places.set(name.value(), EnvelopeJson.access(access)));
        json.put("environment", environment);
        json.set("data_classes", EnvelopeJson.sorted(dataClasses));
        json.set("budgets", EnvelopeJson.budgets(budgets));
        json.put("deadline", deadline.toString()).put("idle", idle.toString()).put("bundle", bundle.value());
        return json;
    }
}
