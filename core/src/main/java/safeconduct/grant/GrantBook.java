package safeconduct.grant;

import java.util.List;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.StateGate;

/** Writes each step of a grant down: in the ledger first, then in the state. */
public final class GrantBook {

    private final Grants grants;
    private final Journal journal;
    private final StateGate gate;

    public GrantBook(Grants grants, Journal journal, StateGate gate) {
        this.grants = grants;
        this.journal = journal;
        this.gate = gate;
    }

    private void write(Event event, Grant grant) {
        gate.change(() -> {
            journal.append(event);
            grants.save(grant);
        });
    }

    void minting(Grant grant) {
        write(
                new Event.GrantMinting(
                        grant.id().value(),
                        grant.task().value(),
                        grant.target().value(),
                        grant.principal(),
                        grant.until().toString()),
                grant);
    }

    void minted(Grant grant, List<String> exceptions) {
        write(
                new Event.GrantMinted(
                        grant.id().value(),
                        grant.task().value(),
                        grant.target().value(),
                        grant.principal(),
                        exceptions),
                grant);
    }

    void refused(Grant grant, String reason, List<String> excess) {
        journal.append(new Event.GrantRefused(
                grant.id().value(), grant.task().value(), grant.target().value(), reason, excess));
    }

    void revoked(Grant grant, Receipt receipt) {
        write(event(grant, receipt), grant);
    }

    void found(Event.Found found) {
        journal.append(found);
    }

    private static Event.GrantRevoked event(Grant grant, Receipt receipt) {
        return new Event.GrantRevoked(
                grant.id().value(),
                grant.task().value(),
                grant.target().value(),
                grant.principal(),
                receipt.steps().stream()
                        .map(step -> new Event.Step(
                                step.name(), step.detail(), step.at().toString()))
                        .toList(),
                receipt.sessions(),
                receipt.probe().name().toLowerCase(java.util.Locale.ROOT),
                receipt.complete(),
                receipt.problem());
    }
}
