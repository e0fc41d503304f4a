package safeconduct.config.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.cedar.schema.Tools;
import safeconduct.config.ConfigSource;
import safeconduct.config.Loading;
import safeconduct.kernel.Json;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Questions;

/** What the checks know of a call is what policies really see of one. */
class ToolTypesTest {

    @TempDir
    Path root;

    @Test
    void knowsEveryMemberOfTheContextOfACallWithSqlForAUser() throws Exception {
        Files.createDirectories(root.resolve("targets"));
        Files.writeString(root.resolve("safeconduct.yaml"), "identity: [{name: local, kind: local}]\n");
        Files.writeString(
                root.resolve("targets/shop.yaml"),
                "target: shop\nenvironment: dev\nmcp: {command: [server]}\ntools: {q: {effect: read, sql: q}}\n");
        Tools tools = ToolTypes.tools(((Loading.Loaded) ConfigSource.load(root)).configuration());
        Set<String> typed = tools.context(tools.tools().getFirst()).attributes().keySet();
        JsonNode seen = Json.parse(new CedarEngine(safeconduct.cedar.PolicySet.empty())
                .explain(Questions.withSqlForAUser())
                .json()
                .text());
        Set<String> names = new TreeSet<>();
        Iterator<String> members = seen.at("/request/context").fieldNames();
        members.forEachRemaining(names::add);
        assertEquals(names, new TreeSet<>(typed));
    }
}
