package safeconduct.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.api.Endpoints;
import safeconduct.api.Examination;
import safeconduct.api.Examination.FindingView;

class HealthTest {

    @TempDir
    Path folder;

    @Test
    void namesATargetThatIsAwayOnceAndSaysWhatToDo() throws Exception {
        try (QueryTarget target = new QueryTarget()) {
            Installation at = Installation.in(folder, target);
            Path file = folder.resolve("targets/shop.yaml");
            String port = "port: " + ShopDatabase.POSTGRES.port();
            Files.writeString(file, Files.readString(file).replace(port, "port: 1"));
            try (Server server = Server.start(at.root())) {
                assertEquals(at.port(), server.port());
                Examination found = at.admin().get(Endpoints.DOCTOR, Examination.class, Map.of());
                assertFalse(found.healthy());
                List<FindingView> ofTarget = found.findings().stream()
                        .filter(finding -> finding.category().equals("target shop"))
                        .toList();
                assertEquals(1, ofTarget.size(), ofTarget::toString);
                assertEquals("target_unavailable", ofTarget.getFirst().code());
                assertEquals(
                        "start it, or mend its settings", ofTarget.getFirst().fix());
            }
        }
    }
}
