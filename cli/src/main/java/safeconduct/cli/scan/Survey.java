package safeconduct.cli.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.Target;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.catalog.pin.Lock;
import safeconduct.catalog.pin.Suspicion;
import safeconduct.catalog.pin.Suspicions;
import safeconduct.config.Configuration;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.scan.Offered;
import safeconduct.gateway.upstream.Connector;
import safeconduct.gateway.upstream.Limits;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Timers;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.grant.Credential;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;

/**
 * What a target offers now, held against what was kept beside its file: {@code targets/NAME.tools.json} and
 * {@code targets/NAME.lock.json}.
 */
public final class Survey {

    private static final String LIST = ".tools.json";
    private static final Duration TIME = Duration.ofMinutes(2);

    private final Target target;
    private final Path folder;
    private final List<String> others;

    /** Of a target of this configuration. */
    public Survey(Configuration configuration, Target target) {
        this.target = target;
        this.folder = configuration.root().resolve("targets");
        this.others = configuration.tools().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(target.name()))
                .flatMap(entry -> entry.getValue().stream().map(ToolDescription::name))
                .toList();
    }

    /**
     * What came of it.
     *
     * @param report for people and programs
     * @param accepted whether what is kept is what the target offers, now
     */
    public record Found(ObjectNode report, boolean accepted) {}

    /**
     * Connects, reads everything and, if wanted or if there is nothing that a person must look at, keeps it.
     *
     * @param grant files for {@code ${grant.NAME}} of the target's file: no task's grant is used
     * @param accept whether a person has looked
     */
    public Found make(Map<String, Path> grant, boolean accept, Time time) throws InterruptedException {
        Offered offered = offered(secrets(grant), time);
        Lock now = offered.lock();
        Optional<Lock> before = kept();
        List<Lock.Change> changes = before.map(lock -> lock.changes(now)).orElse(List.of());
        List<Suspicion> suspicions = Suspicions.of(offered.descriptions(), others);
        boolean same = before.filter(now::equals).isPresent();
        boolean plain = before.isEmpty() && suspicions.isEmpty();
        if (!same && (accept || plain)) {
            keep(offered, now);
        }
        ObjectNode report = report(offered, changes, suspicions);
        report.put("first", before.isEmpty()).put("kept", same || accept || plain);
        return new Found(report, same || accept || plain);
    }

    private static Map<String, Secret> secrets(Map<String, Path> files) {
        Map<String, Secret> secrets = new HashMap<>();
        files.forEach((field, file) -> {
            try {
                secrets.put(field, Secret.of(Files.readString(file).strip()));
            } catch (IOException failed) {
                throw new Fault(Fault.Code.INVALID, "cannot read `" + file + "`: " + failed.getMessage(), failed);
            }
        });
        return secrets;
    }

    private Offered offered(Map<String, Secret> grant, Time time) throws InterruptedException {
        Optional<Credential> credential = grant.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential("scan", grant, time.now().plus(TIME)));
        try (Background background = new Background(name -> {});
                Connector connector = new Connector(Limits.DEFAULTS, new Timers(time, background), background)) {
            Upstream upstream =
                    connector.connect(target.connection(), () -> credential, Era.STATELESS, Json.object(), new Stop());
            try (upstream) {
                return Offered.by(upstream);
            }
        }
    }

    private Optional<Lock> kept() {
        Path file = folder.resolve(target.name() + Lock.ENDING);
        try {
            return Files.exists(file) ? Optional.of(Lock.read(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read `" + file + "`: " + failed.getMessage(), failed);
        }
    }

    /** The list first: a lock without its list keeps nobody out. */
    private void keep(Offered offered, Lock lock) {
        ArrayNode tools = Json.array();
        offered.tools().forEach(tools::add);
        ObjectNode list = Json.object();
        list.set("tools", tools);
        write(target.name() + LIST, list);
        write(target.name() + Lock.ENDING, lock.json());
    }

    private void write(String name, ObjectNode content) {
        Path file = folder.resolve(name);
        try {
            Path fresh = Files.createTempFile(folder, name, ".new");
            Files.writeString(fresh, content.toPrettyString() + "\n", StandardCharsets.UTF_8);
            Files.move(
                    fresh,
                    file,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot write `" + file + "`: " + failed.getMessage(), failed);
        }
    }

    private ObjectNode report(Offered offered, List<Lock.Change> changes, List<Suspicion> suspicions) {
        ObjectNode report = Json.object().put("target", target.name().value());
        ArrayNode tools = report.putArray("tools");
        Classifier classifier = Classifier.installed();
        offered.descriptions().forEach(tool -> tools.add(tool(tool, classifier.classify(tool))));
        report.put("resources", offered.resources().size());
        report.put("templates", offered.templates().size());
        report.put("prompts", offered.prompts().size());
        ArrayNode differences = report.putArray("changes");
        changes.forEach(change -> differences
                .addObject()
                .put("thing", change.thing())
                .put("how", word(change.how()))
                .put("blocks", change.blocks()));
        ArrayNode findings = report.putArray("findings");
        suspicions.forEach(suspicion -> findings.addObject()
                .put("tool", suspicion.tool())
                .put("kind", suspicion.kind().word())
                .put("text", suspicion.text()));
        return report;
    }

    /** What the rules take it for; what the operator's file says counts. */
    private ObjectNode tool(ToolDescription tool, ToolFacts facts) {
        ObjectNode one = Json.object()
                .put("tool", tool.name())
                .put("effect", word(facts.effect()))
                .put("reach", word(facts.reach()));
        ArrayNode roles = one.putArray("roles");
        facts.orderedRoles().forEach((path, role) -> roles.add(path + " " + word(role)));
        return one.put(
                "in_file",
                Optional.ofNullable(target.tools().get(tool.name()))
                        .map(known -> word(known.effect()))
                        .orElse("no"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
