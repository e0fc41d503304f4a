package safeconduct.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import safeconduct.api.CanI;
import safeconduct.api.PolicyView;
import safeconduct.call.WhatIf;
import safeconduct.caller.TaskId;
import safeconduct.config.BundleText;
import safeconduct.config.ConfigSource;
import safeconduct.config.Configuration;
import safeconduct.config.Loading;
import safeconduct.config.Problem;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.server.http.Ports;

/**
 * The rules in force; read again on request, and replaced as a whole or not at all.
 *
 * @param current shared with whoever asks for the rules
 * @param follow takes up a new configuration before it is in force; what it throws keeps the old one
 */
record LiveRules(Current current, WhatIf whatIf, Consumer<Configuration> follow, Time time) implements Ports.Rules {

    /**
     * Reads a configuration.
     *
     * @throws Fault INVALID with all its problems
     */
    static Configuration read(Path root) {
        return switch (ConfigSource.load(root)) {
            case Loading.Loaded(var configuration) -> configuration;
            case Loading.Broken(var problems) ->
                throw new Fault(
                        Fault.Code.INVALID,
                        problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        };
    }

    @Override
    public Bundle bundle() {
        return current.get().bundle();
    }

    /** From the archive beside the ledger, when they are no longer in force. */
    @Override
    public Optional<Bundle> bundle(Digest digest) {
        BundleArchive archive = new BundleArchive(current.get().server().data().resolve(BundleArchive.FOLDER));
        return Ports.Rules.super.bundle(digest).or(() -> archive.find(digest).map(BundleText::rules));
    }

    @Override
    public List<PolicyView.PolicyText> texts() {
        return new TreeMap<>(current.get().cedar())
                .entrySet().stream()
                        .map(entry -> new PolicyView.PolicyText(entry.getKey(), entry.getValue()))
                        .toList();
    }

    @Override
    public PolicyView.Reloaded reload() {
        synchronized (current) {
            Configuration next = read(current.get().root());
            String before = bundle().digest().value();
            String after = next.bundle().digest().value();
            if (!before.equals(after)) {
                follow.accept(next);
            }
            current.set(next); // Lists of tools are not in the digest, and are followed all the same.
            return new PolicyView.Reloaded(before, after, !before.equals(after));
        }
    }

    @Override
    public Decision whatIf(CanI question) {
        WhatIf.Asked asked = new WhatIf.Asked(
                question.agent(),
                question.purpose(),
                question.parameters(),
                question.target(),
                question.method(),
                question.tool(),
                question.input(),
                question.parent().map(TaskId::new));
        return whatIf.decide(asked, bundle(), time.now());
    }
}
