package safeconduct.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import safeconduct.caller.AgentName;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.pin.Lock;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.policy.Bundle;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Purpose;

/**
 * Reads a configuration: {@code safeconduct.yaml}, and the files of {@code agents/}, {@code targets/}, {@code purposes/}
 * and {@code policies/} beside it. All or nothing: with any problem, all problems are told and nothing is loaded.
 */
public final class ConfigSource {

    static final String POLICIES = "policies";
    private static final int FILES_MAX = 10_000;

    private final Path root;
    private final Problems problems = new Problems();
    private final Map<String, byte[]> contents = new TreeMap<>();

    private ConfigSource(Path root) {
        this.root = root;
    }

    /**
     * Reads the configuration whose {@code safeconduct.yaml} is in this folder.
     *
     * @throws Fault UNAVAILABLE when files cannot be read
     */
    public static Loading load(Path root) {
        return new ConfigSource(root.toAbsolutePath().normalize()).load();
    }

    private record Read<T>(T value, Section section) {}

    private Loading load() {
        if (!Files.isRegularFile(root.resolve(ServerFile.NAME))) {
            return new Loading.Broken(List.of(new Problem(
                    ServerFile.NAME, 0, 0, "not found in `" + root + "`: make one with `safeconduct init`")));
        }
        Optional<Read<ServerFile>> server = YamlFile.read(ServerFile.NAME, content(ServerFile.NAME), problems)
                .map(section -> new Read<>(ServerFile.read(section, root), section));
        List<Read<Agent>> agents = folder(AgentFile.FOLDER, AgentFile::read);
        List<Read<Target>> targets = folder(TargetFile.FOLDER, TargetFile::read);
        List<Read<PurposeFile>> purposes = folder(PurposeFile.FOLDER, s -> Optional.of(PurposeFile.read(s)));
        Map<String, String> cedar = new TreeMap<>(operatorPolicies());
        purposes.forEach(read -> cedar.put(
                PurposeFile.FOLDER + "/" + read.value().purpose().name() + ".cedar",
                PurposeCompiler.compile(read.value())));
        @Nullable PolicySet policies = parse(cedar);
        if (server.isEmpty() || policies == null) {
            return new Loading.Broken(problems.sorted());
        }
        BundleText text = BundleText.of(contents, cedar);
        Bundle bundle = bundle(server.get().value(), new Parts(agents, targets, purposes), policies, text.digest());
        checks(server.get(), new Parts(agents, targets, purposes), bundle);
        Map<TargetName, List<ToolDescription>> tools = tools(bundle);
        return problems.none()
                ? new Loading.Loaded(
                        new Configuration(root, server.get().value().server(), bundle, text, tools))
                : new Loading.Broken(problems.sorted());
    }

    private record Parts(List<Read<Agent>> agents, List<Read<Target>> targets, List<Read<PurposeFile>> purposes) {}

    private Bundle bundle(ServerFile server, Parts parts, PolicySet policies, Digest digest) {
        return new Bundle(
                index(parts.agents(), read -> read.name(), "agent"),
                index(parts.targets(), read -> read.name(), "target"),
                purposes(parts.purposes()),
                server.ceilings(),
                new CedarEngine(policies),
                digest);
    }

    /** Not part of the bundle: they only serve checks, and change no decision. */
    private Map<TargetName, List<ToolDescription>> tools(Bundle bundle) {
        ToolLists lists = new ToolLists(bundle.targets(), problems);
        files(TargetFile.FOLDER, ToolLists.ENDING).forEach(name -> lists.read(name, bytes(name)));
        files(TargetFile.FOLDER, Lock.ENDING).forEach(name -> lists.lock(name, bytes(name)));
        return lists.read();
    }

    private Map<String, Purpose> purposes(List<Read<PurposeFile>> files) {
        Map<String, Purpose> purposes = new LinkedHashMap<>();
        for (Read<PurposeFile> file : files) {
            Purpose purpose = file.value().purpose();
            if (purposes.put(purpose.name(), purpose) != null) {
                file.section().problem("purpose `" + purpose.name() + "` stands in two files");
            }
        }
        return purposes;
    }

    private static <K, T> Map<K, T> index(List<Read<T>> files, Function<T, K> key, String what) {
        Map<K, T> index = new LinkedHashMap<>();
        for (Read<T> file : files) {
            K name = key.apply(file.value());
            if (index.put(name, file.value()) != null) {
                file.section().problem(what + " `" + name + "` stands in two files");
            }
        }
        return index;
    }

    private void checks(Read<ServerFile> server, Parts parts, Bundle bundle) {
        Map<AgentName, Agent> agents = bundle.agents();
        Map<TargetName, Target> targets = bundle.targets();
        CrossChecks checks =
                new CrossChecks(bundle.purposes(), targets, server.value().server());
        parts.agents().stream()
                .filter(read -> agents.containsKey(read.value().name()))
                .forEach(read -> checks.agent(read.value(), read.section()));
        parts.purposes().forEach(read -> checks.purpose(read.value().purpose(), read.section()));
        server.value().ceilings().forEach(ceiling -> checks.ceiling(ceiling, server.section()));
    }

    private @Nullable PolicySet parse(Map<String, String> cedar) {
        PolicySet all = PolicySet.empty();
        boolean good = true;
        for (Map.Entry<String, String> file : cedar.entrySet()) {
            try {
                all = all.plus(PolicySet.parse(file.getKey(), file.getValue(), PolicyIds.FROM_ANNOTATION));
            } catch (CedarSyntaxException malformed) {
                malformed
                        .errors()
                        .forEach(error -> problems.add(
                                new Problem(file.getKey(), error.line(), error.column(), error.message())));
                good = false;
            } catch (IllegalArgumentException twice) {
                problems.add(new Problem(file.getKey(), 0, 0, String.valueOf(twice.getMessage())));
                good = false;
            }
        }
        return good ? all : null;
    }

    private Map<String, String> operatorPolicies() {
        Map<String, String> policies = new TreeMap<>();
        for (String name : files(POLICIES, ".cedar")) {
            policies.put(name, new String(content(name), java.nio.charset.StandardCharsets.UTF_8));
        }
        return policies;
    }

    private <T> List<Read<T>> folder(String folder, Function<Section, Optional<T>> reader) {
        return Stream.concat(files(folder, ".yaml").stream(), files(folder, ".yml").stream())
                .map(name -> YamlFile.read(name, content(name), problems))
                .flatMap(Optional::stream)
                .flatMap(section -> reader.apply(section).map(value -> new Read<>(value, section)).stream())
                .toList();
    }

    private List<String> files(String folder, String ending) {
        Path place = root.resolve(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read `" + place + "`: " + failed, failed);
        }
    }

    private byte[] content(String name) {
        byte[] content = bytes(name);
        contents.put(name, content);
        return content;
    }

    private byte[] bytes(String name) {
        try {
            return Files.readAllBytes(root.resolve(name));
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read `" + name + "`: " + failed, failed);
        }
    }
}
