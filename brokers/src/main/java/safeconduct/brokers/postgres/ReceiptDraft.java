package safeconduct.brokers.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Time;

/** A receipt while it is being earned. One thread. */
final class ReceiptDraft {

    private final String principal;
    private final Time time;
    private final Instant started;
    private final List<Receipt.Step> steps = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int sessions;
    private Receipt.Probe probe = Receipt.Probe.UNVERIFIABLE;

    ReceiptDraft(String principal, Time time) {
        this.principal = principal;
        this.time = time;
        this.started = time.now();
    }

    void step(String name, String detail) {
        steps.add(new Receipt.Step(name, detail, time.now()));
    }

    void sessions(int ended) {
        sessions += ended;
    }

    /** Two steps may run into the same trouble; it is told once. */
    void problem(String text) {
        if (!problems.contains(text)) {
            problems.add(text);
        }
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            problem(otherwise);
        }
    }

    void probe(Receipt.Probe answer, String how) {
        probe = answer;
        step("probe", answer.name().toLowerCase(java.util.Locale.ROOT) + ": " + how);
        switch (answer) {
            case REFUSED, ABSENT -> {}
            case STILL_WORKS -> problem("the credential still works");
            case UNVERIFIABLE -> problem("that the credential is dead could not be tried out");
        }
    }

    /** Complete only if nothing at all went wrong. */
    Receipt receipt() {
        return new Receipt(
                principal,
                started,
                time.now(),
                steps,
                sessions,
                probe,
                problems.isEmpty(),
                String.join("; ", problems));
    }
}
