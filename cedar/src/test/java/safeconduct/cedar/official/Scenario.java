package safeconduct.cedar.official;

import java.util.List;
import java.util.stream.Collectors;
import safeconduct.cedar.Entity;
import safeconduct.cedar.Request;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.syntax.Printer;

/** Policies, entities and a request to compare two engines on. */
public record Scenario(List<PolicyTree> policies, List<Entity> entities, Request request) {

    public String text() {
        return policies.stream().map(Printer::print).collect(Collectors.joining("\n"));
    }

    /** All that someone needs to see the difference again. */
    public String shown() {
        return text() + "\n" + request + "\n" + EntitiesJson.write(entities).text();
    }
}
