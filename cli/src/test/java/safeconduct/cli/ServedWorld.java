package safeconduct.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import safeconduct.api.CanI;
import safeconduct.api.Examination;
import safeconduct.api.PolicyView;
import safeconduct.call.World;
import safeconduct.kernel.Digest;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Reason;
import safeconduct.server.http.AdminGate;
import safeconduct.server.http.ApiRoutes;
import safeconduct.server.http.Gates;
import safeconduct.server.http.Ports;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.OriginCheck;
import safeconduct.web.Problems;

/** The real API over real HTTP, on a domain in memory. */
final class ServedWorld implements AutoCloseable {

    static final String CREDENTIAL = "sc_admin_test";

    final World world = new World();
    final Path credentialFile;
    volatile Decision answer = Decision.Deny.because(Reason.NO_POLICY_ALLOWS, "no policy allows this");
    volatile Examination examination = Examination.of(List.of());
    private final HelidonEngine engine;

    ServedWorld(Path folder) throws IOException {
        credentialFile = folder.resolve("credential");
        Files.writeString(credentialFile, CREDENTIAL + "\n");
        ApiRoutes.Domain domain = new ApiRoutes.Domain(
                world.tasks,
                world.living,
                world.grants,
                world.desk,
                world.ender,
                world.containing,
                world.journal,
                world.openings,
                world.approvals,
                world.budgets::usage);
        ApiRoutes.Around around = new ApiRoutes.Around(new Rules(), new Proofs(), new Condition(), world.time);
        Gates gates = new Gates(inner -> new AdminGate(inner, Digest.of(CREDENTIAL)), inner -> inner);
        engine = HelidonEngine.start(
                Listener.loopback(0),
                new Problems(new OriginCheck(ApiRoutes.of(domain, around, gates), Set.of(), Set.of())));
    }

    /** Runs a command against this server. */
    Said say(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server");
        all.add("http://127.0.0.1:" + engine.port());
        all.add("--credential-file");
        all.add(credentialFile.toString());
        return Said.of(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Rules implements Ports.Rules {
        @Override
        public Bundle bundle() {
            return world.rules;
        }

        @Override
        public List<PolicyView.PolicyText> texts() {
            return List.of(new PolicyView.PolicyText("answer-ticket", "permit (principal, action, resource);"));
        }

        @Override
        public PolicyView.Reloaded reload() {
            String digest = bundle().digest().value();
            return new PolicyView.Reloaded(digest, digest, false);
        }

        @Override
        public Decision whatIf(CanI question) {
            return answer;
        }
    }

    private static final class Proofs implements Ports.Proofs {
        @Override
        public String checkpoint() {
            return "origin\n1\n";
        }

        @Override
        public Proof proof(long record) {
            return new Proof(1, "", List.of(), checkpoint());
        }
    }

    private final class Condition implements Ports.Condition {
        @Override
        public String trouble() {
            return "";
        }

        @Override
        public String metrics() {
            return "";
        }

        @Override
        public Examination examine(boolean prove) {
            return examination;
        }
    }
}
