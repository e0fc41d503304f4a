package safeconduct.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.catalog.Agent;
import safeconduct.kernel.Fault;

/**
 * One file of {@code agents/}.
 *
 * <pre>
 * agent: support-bot
 * owner: {name: team-support, contact: "#support"}
 * expires: 2027-06-30
 * identities: [{verifier: local, subject: spiffe://local/support-bot}]
 * purposes: [answer-ticket]
 * on_behalf: never
 * </pre>
 */
final class AgentFile {

    static final String FOLDER = "agents";

    private AgentFile() {}

    static Optional<Agent> read(Section file) {
        Optional<AgentName> name = file.value("agent", AgentName::new);
        if (name.isEmpty()) {
            file.text("agent");
        }
        Agent.Owner owner = file.section("owner").map(AgentFile::owner).orElseGet(() -> {
            file.problem("`owner` is missing: an agent without an accountable owner does not exist");
            return new Agent.Owner("", "", true);
        });
        Optional<Instant> expires = file.value("expires", AgentFile::date);
        if (expires.isEmpty()) {
            file.text("expires");
        }
        List<Agent.WorkloadPattern> identities =
                file.sections("identities").stream().map(AgentFile::pattern).toList();
        if (identities.isEmpty()) {
            file.problem("`identities` is empty: nobody could prove to be this agent");
        }
        List<String> purposes = file.texts("purposes");
        Agent.OnBehalf onBehalf = file.word("on_behalf", Agent.OnBehalf.class).orElse(Agent.OnBehalf.NEVER);
        boolean orchestrator = file.bool("orchestrator", false);
        file.end();
        return name.map(known ->
                new Agent(known, owner, expires.orElse(Instant.EPOCH), identities, purposes, onBehalf, orchestrator));
    }

    private static Agent.Owner owner(Section section) {
        Agent.Owner owner =
                new Agent.Owner(section.text("name"), section.text("contact"), section.bool("disabled", false));
        section.end();
        return owner;
    }

    private static Agent.WorkloadPattern pattern(Section section) {
        Agent.WorkloadPattern pattern = new Agent.WorkloadPattern(section.text("verifier"), section.text("subject"));
        section.end();
        return pattern;
    }

    /** The end of that day, in UTC. */
    private static Instant date(String text) {
        try {
            return LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException malformed) {
            throw new Fault(Fault.Code.INVALID, "`" + text + "`, expected a date such as `2027-06-30`", malformed);
        }
    }
}
