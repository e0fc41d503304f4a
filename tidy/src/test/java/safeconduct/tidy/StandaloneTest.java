package safeconduct.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

    private static final String MODULE = "cedar/src/main/java/module-info.java";
    private static final String CLASS = "cedar/src/main/java/safeconduct/cedar/Policy.java";

    @TempDir
    Path root;

    @Test
    void refusesAModuleOfTheJdkThatIsNotRequired() {
        var example = Example.of(
                        root,
                        Map.of(
                                MODULE,
                                "module safeconduct.cedar { exports safeconduct.cedar; requires java.sql; }",
                                CLASS,
                                "package safeconduct.cedar; class Policy { java.sql.Connection connection; }"))
                .compiled();
        assertEquals(List.of(), example.complaints(new Standalone()));

        // The same class file, under a descriptor that no longer requires it.
        Example.of(root, Map.of(MODULE, "module safeconduct.cedar { exports safeconduct.cedar; }"))
                .compiledOnly(MODULE);
        assertEquals(
                List.of("Policy.java uses `java.sql`: `cedar` stands alone, on what its module-info requires"),
                example.complaints(new Standalone()));
    }

    @Test
    void letsTheOthersUseWhatTheyLike() {
        var example = Example.of(
                        root,
                        Map.of(
                                "core/src/main/java/safeconduct/kernel/Thing.java",
                                "package safeconduct.kernel; class Thing { java.sql.Connection connection; }"))
                .compiled();

        assertEquals(List.of(), example.complaints(new Standalone()));
    }
}
