package safeconduct.catalog.classify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.catalog.Effect;

/** The classifier that is always there: rules about words of names, descriptions and schemas. */
public final class RuleClassifier implements Classifier {

    @Override
    public ToolFacts classify(ToolDescription tool) {
        return new ToolFacts(
                Effect.EXECUTE,
                Reach.OPEN,
                false,
                Map.of(),
                Set.of(),
                Set.of(),
                new ResultFacts(Authors.FOREIGN, Set.of(), Map.of()),
                List.of("nothing is known about it"));
    }
}
