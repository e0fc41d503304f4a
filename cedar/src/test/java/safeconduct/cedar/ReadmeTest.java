package safeconduct.cedar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the README compile, and each line has the value that stands beside it. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLAIM = Pattern.compile("(?m)^(\\S.*?); +// (.*)$");
    private static final String HEAD = """
        import java.math.BigDecimal;
        import java.util.*;
        import safeconduct.cedar.*;
        import safeconduct.cedar.explain.*;
        import safeconduct.cedar.json.*;
        import safeconduct.cedar.partial.*;
        import safeconduct.cedar.schema.*;
        import safeconduct.cedar.validate.*;
        public class Samples {
            static int claims;
            static void claim(Object actual, String expected) {
                claims++;
                if (!String.valueOf(actual).equals(expected)) {
                    throw new AssertionError("expected " + expected + ", was " + actual);
                }
            }
            public static int run() {
        """;

    @TempDir
    Path folder;

    @Test
    void samplesCompileAndSayWhatIsTrue() throws Exception {
        Path readme = Path.of(System.getProperty("safeconduct.root", "..")).resolve("cedar/README.md");
        String samples = BLOCK.matcher(Files.readString(readme))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        int claims = (int) CLAIM.matcher(samples).results().count();
        assertTrue(claims > 10, "no claims were found: " + claims);
        compile(HEAD + claimed(samples) + "return claims;\n}\n}\n");
        URL[] places = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(places, ReadmeTest.class.getClassLoader())) {
            assertEquals(claims, loader.loadClass("Samples").getMethod("run").invoke(null));
        } catch (InvocationTargetException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private static String claimed(String samples) {
        return CLAIM.matcher(samples)
                .replaceAll(claim -> Matcher.quoteReplacement(
                        "claim(" + claim.group(1) + ", \"" + claim.group(2).replace("\"", "\\\"") + "\");"));
    }

    private void compile(String text) throws IOException {
        Path classes = Path.of(PolicySet.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Samples.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "-cp", classes.toString(), "-d", folder.toString());
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, List.of(source))
                .call();
        assertTrue(compiled, said::toString);
    }
}
