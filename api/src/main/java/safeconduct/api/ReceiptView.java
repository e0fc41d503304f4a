package safeconduct.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import safeconduct.grant.Receipt;

/**
 * What taking a credential back proved.
 *
 * @param millis how long it took
 * @param probe refused, absent, still_works or unverifiable
 */
public record ReceiptView(
        String principal,
        Instant started,
        long millis,
        List<StepView> steps,
        int sessions,
        String probe,
        boolean complete,
        String problem) {

    /** One thing done at the target. */
    public record StepView(String name, String detail, Instant at) {}

    public static ReceiptView of(Receipt receipt) {
        return new ReceiptView(
                receipt.principal(),
                receipt.started(),
                receipt.took().toMillis(),
                receipt.steps().stream()
                        .map(step -> new StepView(step.name(), step.detail(), step.at()))
                        .toList(),
                receipt.sessions(),
                receipt.probe().name().toLowerCase(Locale.ROOT),
                receipt.complete(),
                receipt.problem());
    }
}
