package safeconduct.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.Purpose;
import safeconduct.policy.UserCeiling;

/** What must fit between the files. */
final class CrossChecks {

    private final Map<String, Purpose> purposes;
    private final Map<TargetName, Target> targets;
    private final Set<String> verifiers;

    CrossChecks(Map<String, Purpose> purposes, Map<TargetName, Target> targets, ServerConfig server) {
        this.purposes = purposes;
        this.targets = targets;
        this.verifiers =
                server.verifiers().stream().map(ServerConfig.Verifier::name).collect(Collectors.toSet());
    }

    void agent(Agent agent, Section file) {
        for (String purpose : agent.purposes()) {
            if (!purposes.containsKey(purpose)) {
                file.problem("purposes", unknown("purpose", purpose, purposes.keySet()));
            }
        }
        for (Agent.WorkloadPattern pattern : agent.identities()) {
            if (!verifiers.contains(pattern.verifier())) {
                file.problem("identities", unknown("verifier", pattern.verifier(), verifiers));
            }
        }
    }

    void ceiling(UserCeiling ceiling, Section file) {
        for (String purpose : ceiling.purposes()) {
            if (!purposes.containsKey(purpose)) {
                file.problem("users", unknown("purpose", purpose, purposes.keySet()));
            }
        }
        for (TargetName target : ceiling.targets()) {
            if (!targets.containsKey(target)) {
                file.problem("users", unknown("target", target.value(), names()));
            }
        }
    }

    void purpose(Purpose purpose, Section file) {
        purpose.targets().forEach((name, access) -> {
            Target target = targets.get(name);
            if (target == null) {
                file.problem("targets", unknown("target", name.value(), names()));
            } else {
                access(purpose, access, target, file);
            }
        });
    }

    private void access(Purpose purpose, Purpose.Access access, Target target, Section file) {
        if (!target.environment().equals(purpose.environment())) {
            file.problem(
                    "environment",
                    "purpose in `" + purpose.environment() + "` names target `" + target.name() + "` in `"
                            + target.environment() + "`: a task stays in one environment");
        }
        for (String name : access.tools()) {
            if (!target.tools().containsKey(name)) {
                file.problem(
                        "targets",
                        unknown(
                                "tool of `" + target.name() + "`",
                                name,
                                target.tools().keySet()));
            }
        }
        access.tools().forEach(name -> tool(purpose, access, target, name, file));
        access.database().ifPresent(scope -> scope(purpose, access, target, file));
        boolean minting = target.broker().isPresent();
        if (minting && access.database().isEmpty()) {
            file.problem(
                    "targets", "target `" + target.name() + "` mints credentials: say what they may do in `database`");
        }
    }

    private static void tool(Purpose purpose, Purpose.Access access, Target target, String name, Section file) {
        Tool tool = target.tools().get(name);
        if (tool == null) {
            return; // Told already.
        }
        tool.dataClasses().stream()
                .filter(data -> !purpose.dataClasses().contains(data))
                .sorted()
                .forEach(data -> file.problem(
                        "targets",
                        "tool `" + name + "` of `" + target.name() + "` gives out data of class `" + data
                                + "`, so every call would be refused: name it in `data_classes`, or leave out"
                                + " the tool"));
        if (tool.sqlArgument().isPresent() && access.database().isEmpty()) {
            file.problem(
                    "targets",
                    "tool `" + name + "` of `" + target.name()
                            + "` takes SQL, so every statement would be refused: say which tables in `database`");
        }
    }

    private static void scope(Purpose purpose, Purpose.Access access, Target target, Section file) {
        DatabaseScope scope = access.database().orElseThrow();
        boolean judged = access.tools().stream()
                .map(target.tools()::get)
                .anyMatch(tool -> tool != null && tool.sqlArgument().isPresent());
        if (target.broker().isEmpty() && !judged) {
            file.problem(
                    "targets",
                    "target `" + target.name()
                            + "` has no broker and no tool that takes SQL, so `database` means nothing");
        }
        Set<String> parameters =
                purpose.parameters().stream().map(Purpose.Parameter::name).collect(Collectors.toSet());
        for (DatabaseScope.Table table : scope.tables()) {
            table.rows()
                    .map(DatabaseScope.RowFilter::parameter)
                    .filter(p -> !parameters.contains(p))
                    .ifPresent(p -> file.problem("targets", unknown("parameter", p, parameters)));
        }
        boolean writes = scope.tables().stream()
                .flatMap(t -> t.rights().stream())
                .anyMatch(r -> r != DatabaseScope.Right.SELECT);
        boolean reading = access.tools().stream().map(target.tools()::get).allMatch(CrossChecks::reads);
        if (writes && reading) {
            file.problem(
                    "targets",
                    "every tool named at `" + target.name() + "` only reads, but `database` gives rights to write");
        }
    }

    private static boolean reads(@org.jspecify.annotations.Nullable Tool tool) {
        return tool != null && tool.effect() == Effect.READ;
    }

    private Set<String> names() {
        return targets.keySet().stream().map(TargetName::value).collect(Collectors.toSet());
    }

    private static String unknown(String what, String name, Set<String> known) {
        Optional<String> near = Nearest.to(name, known);
        return "unknown " + what + " `" + name + "`"
                + near.map(word -> ", did you mean `" + word + "`?")
                        .orElse(", expected one of " + known.stream().sorted().toList());
    }
}
