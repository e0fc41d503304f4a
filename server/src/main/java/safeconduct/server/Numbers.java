package safeconduct.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import safeconduct.record.Event;

/** What is counted, for Prometheus. Labels are words of ours or of the configuration, never what an agent sends. */
final class Numbers {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Begins to watch a domain. */
    void watch(Domain domain) {
        gauge(
                "safeconduct_tasks_living",
                "Tasks that are not over",
                () -> domain.living().all().size());
        gauge(
                "safeconduct_grants_open",
                "Grants that are not taken back",
                () -> domain.grants().open().size());
        gauge(
                "safeconduct_records",
                "Records in the ledger",
                () -> domain.journal().size());
        gauge(
                "safeconduct_containments",
                "Containments in force",
                () -> domain.containing().all().size());
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).register(registry);
    }

    /** Counts a record. */
    void recorded(Event event) {
        switch (event) {
            case Event.Decided decided ->
                count("safeconduct_decisions", "effect", decided.effect(), "reason", decided.reason());
            case Event.Happened happened ->
                registry.timer("safeconduct_call", "status", happened.status())
                        .record(happened.micros(), TimeUnit.MICROSECONDS);
            case Event.GrantRevoked revoked -> count("safeconduct_grants_revoked", "probe", revoked.probe());
            case Event.TaskOpened opened -> count("safeconduct_tasks_opened", "purpose", opened.purpose());
            case Event.TaskEnded ended -> count("safeconduct_tasks_ended", "reason", ended.reason());
            case Event.TaskRefused refused -> count("safeconduct_tasks_refused", "reason", refused.reason());
            default -> {} // The others are counted as records.
        }
    }

    private void count(String name, String... labels) {
        registry.counter(name, labels).increment();
    }

    /** In the text format. */
    String scrape() {
        return registry.scrape();
    }
}
