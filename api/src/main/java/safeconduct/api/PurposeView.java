package safeconduct.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import safeconduct.policy.Budgets;
import safeconduct.policy.Purpose;

/** A named kind of intent that an agent may have. */
public record PurposeView(
        String name,
        String description,
        List<ParameterView> parameters,
        String environment,
        List<AccessView> targets,
        List<String> dataClasses,
        BudgetsView budgets,
        List<WindowView> windows,
        Duration ttl,
        Duration idle) {

    /** What a task is told when it opens. */
    public record ParameterView(String name, String type, Optional<String> pattern, boolean required) {}

    /** What one agent may use at one target over time. */
    public record WindowView(Duration span, BudgetsView budgets) {}

    public static PurposeView of(Purpose purpose) {
        return new PurposeView(
                purpose.name(),
                purpose.description(),
                purpose.parameters().stream().map(PurposeView::parameter).toList(),
                purpose.environment(),
                AccessView.of(purpose.targets()),
                purpose.dataClasses().stream().sorted().toList(),
                BudgetsView.of(purpose.budgets()),
                purpose.windows().stream().map(PurposeView::window).toList(),
                purpose.ttl(),
                purpose.idle());
    }

    private static ParameterView parameter(Purpose.Parameter parameter) {
        return new ParameterView(
                parameter.name(),
                parameter.type().name().toLowerCase(Locale.ROOT),
                parameter.pattern().map(Pattern::pattern),
                parameter.required());
    }

    private static WindowView window(Purpose.Window window) {
        return new WindowView(
                window.span(),
                BudgetsView.of(new Budgets(window.calls(), window.rows(), window.bytes(), window.span())));
    }
}
