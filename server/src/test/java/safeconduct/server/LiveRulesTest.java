package safeconduct.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.call.WhatIf;
import safeconduct.call.World;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.config.Configuration;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.policy.Bundle;
import safeconduct.policy.Questions;
import safeconduct.policy.Reexamination;

class LiveRulesTest {

    @TempDir
    Path root;

    @Test
    void explainsByRulesThatAreNoLongerInForceToTheSameBytes() throws IOException {
        Files.createDirectories(root.resolve("policies"));
        Files.writeString(root.resolve("safeconduct.yaml"), "identity: [{name: local, kind: local}]\n");
        write("permit (principal, action, resource) when { context.usage.calls < 1 };");
        World world = new World();
        WhatIf whatIf = new WhatIf(text -> new SqlReading.Unreadable("none here"), world.containing, world.living);
        Current current = new Current(LiveRules.read(root));
        LiveRules rules = new LiveRules(current, whatIf, LiveRulesTest::keep, world.time);
        keep(current.get());
        Digest before = rules.bundle().digest();
        byte[] explained = explained(rules, before);
        write("permit (principal, action, resource);");
        rules.reload();
        assertNotEquals(before, rules.bundle().digest());
        assertArrayEquals(explained, explained(rules, before));
        assertEquals(Optional.empty(), rules.bundle(Digest.of("never in force")));
    }

    private static byte[] explained(LiveRules rules, Digest digest) {
        Bundle bundle = rules.bundle(digest).orElseThrow();
        return CanonicalJson.exactBytes(Reexamination.of(Questions.withSqlForAUser(), bundle));
    }

    private static void keep(Configuration configuration) {
        new BundleArchive(configuration.server().data().resolve(BundleArchive.FOLDER)).keep(configuration.text());
    }

    private void write(String policy) throws IOException {
        Files.writeString(root.resolve("policies/own.cedar"), "@id(\"own\")\n" + policy + "\n");
    }
}
