package safeconduct.api;

import java.time.Duration;
import java.util.Optional;
import safeconduct.policy.Budgets;

/** How much may be used at most; what is absent is not limited. */
public record BudgetsView(Optional<Long> calls, Optional<Long> rows, Optional<Long> bytes, Duration wall) {

    public static BudgetsView of(Budgets budgets) {
        return new BudgetsView(limit(budgets.calls()), limit(budgets.rows()), limit(budgets.bytes()), budgets.wall());
    }

    private static Optional<Long> limit(long value) {
        return value == Budgets.UNLIMITED ? Optional.empty() : Optional.of(value);
    }
}
