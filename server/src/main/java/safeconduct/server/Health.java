package safeconduct.server;

import java.util.ArrayList;
import java.util.List;
import safeconduct.api.Examination;
import safeconduct.api.Examination.FindingView;
import safeconduct.call.Answer;
import safeconduct.catalog.TargetName;
import safeconduct.grant.CredentialBroker;
import safeconduct.kernel.Fault;
import safeconduct.server.http.Ports;

/** How the server is: whether it can decide and record, its numbers, and what {@code doctor} finds. */
final class Health implements Ports.Condition {

    private final Domain domain;
    private final BrokerSet brokers;
    private final Current current;
    private final Numbers numbers;

    Health(Domain domain, BrokerSet brokers, Current current, Numbers numbers) {
        this.domain = domain;
        this.brokers = brokers;
        this.current = current;
        this.numbers = numbers;
    }

    @Override
    public String trouble() {
        try {
            domain.tasks().living();
            return "";
        } catch (Fault fault) {
            return fault.getMessage();
        }
    }

    @Override
    public String metrics() {
        return numbers.scrape();
    }

    @Override
    public Examination examine(boolean prove) {
        List<FindingView> findings = new ArrayList<>();
        String trouble = trouble();
        findings.add(
                trouble.isEmpty() ? ok("store", "state and ledger answer") : blocking("store", "away", trouble, ""));
        current.get().bundle().targets().keySet().stream().sorted().forEach(target -> examine(target, findings));
        findings.add(new FindingView(
                "coverage",
                "note",
                "ungoverned",
                "traffic that does not pass a door of this server is not governed",
                "give agents no credential and no route of their own"));
        findings.add(advisory());
        if (prove) {
            prove(findings);
        }
        return Examination.of(findings);
    }

    private static FindingView advisory() {
        return new FindingView(
                "isolation",
                "note",
                "same_user",
                "agents that run as user `" + System.getProperty("user.name", "unknown")
                        + "` can read this server's keys: for them every rule is advisory only",
                "run the server as a user of its own");
    }

    private void examine(TargetName target, List<FindingView> findings) {
        brokers.of(target).ifPresent(broker -> {
            try {
                List<CredentialBroker.Finding> seen = broker.examine();
                seen.forEach(finding -> findings.add(view(target, finding)));
                if (seen.stream().anyMatch(finding -> finding.code().equals(CredentialBroker.Finding.UNAVAILABLE))) {
                    return; // Said once: what is there cannot be listed either.
                }
                domain.desk()
                        .orphans(target)
                        .forEach(orphan -> findings.add(blocking(
                                "target " + target,
                                "orphan",
                                "`" + orphan + "` exists and no grant explains it",
                                "safeconduct grant ls --orphans")));
            } catch (Fault fault) {
                findings.add(
                        blocking("target " + target, "away", fault.getMessage(), "start it, or mend its settings"));
            }
        });
    }

    private static FindingView view(TargetName target, CredentialBroker.Finding finding) {
        boolean away = finding.code().equals(CredentialBroker.Finding.UNAVAILABLE);
        return new FindingView(
                "target " + target,
                finding.blocking() ? "blocking" : "note",
                finding.code(),
                finding.text(),
                away ? "start it, or mend its settings" : "");
    }

    /** Sends calls that must be denied through the real door, and finds the one that is not. */
    private void prove(List<FindingView> findings) {
        for (Canary canary : Canary.all(current.get().bundle())) {
            try {
                Answer answer = domain.calls().perform(canary.caller(), canary.call(), permit -> {
                    throw new Fault(Fault.Code.INTERNAL, "a canary was let through");
                });
                boolean denied = answer instanceof Answer.Refused;
                findings.add(
                        denied
                                ? ok("canary", canary.name() + " is denied")
                                : blocking(
                                        "canary",
                                        "let_through",
                                        canary.name() + " was allowed",
                                        "stop, and look at the policies"));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                findings.add(blocking("canary", "interrupted", canary.name() + " was not tried", "try again"));
            }
        }
    }

    private static FindingView ok(String category, String text) {
        return new FindingView(category, "ok", "ok", text, "");
    }

    private static FindingView blocking(String category, String code, String text, String fix) {
        return new FindingView(category, "blocking", code, text, fix);
    }
}
