package safeconduct.cedar.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.SyntaxError;
import safeconduct.cedar.json.PolicyJson;
import safeconduct.cedar.schema.Schema;

/** What authors see. {@code errors.golden} is written anew with {@code -Dupdate=true}, and read in review. */
class ErrorsTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("safeconduct.root", ".."), "cedar/src/test/resources/cedar");

    @Test
    void areSaidAsTheGoldenFileSays() throws IOException {
        String said = said(Files.readString(FOLDER.resolve("errors.txt")));
        Path golden = FOLDER.resolve("errors.golden");
        if (Boolean.getBoolean("update")) {
            Files.writeString(golden, said);
        }
        assertEquals(Files.readString(golden), said);
    }

    private static String said(String cases) {
        StringBuilder out = new StringBuilder();
        for (String one : cases.split("### ", -1)) {
            int end = one.indexOf('\n');
            if (end > 0) {
                out.append("### ").append(one, 0, end).append('\n');
                out.append(errors(one.substring(end + 1).stripTrailing())).append("\n\n");
            }
        }
        return out.toString();
    }

    private static String errors(String text) {
        return assertThrows(CedarSyntaxException.class, () -> read(text), text).errors().stream()
                .map(SyntaxError::render)
                .collect(Collectors.joining("\n"));
    }

    private static Object read(String text) {
        if (text.startsWith("schema ")) {
            return Schema.parse("s.cedarschema", text.substring("schema ".length()));
        }
        return text.startsWith("json ")
                ? PolicyJson.readPolicy("p.json", text.substring("json ".length()))
                : PolicySet.parse("p.cedar", text);
    }
}
