package safeconduct.cedar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Spans.Span;
import safeconduct.cedar.syntax.Errors;
import safeconduct.cedar.syntax.PolicyParser;

/** Reads texts and gives their policies ids. */
final class PolicyTexts {
    private PolicyTexts() {}

    static Policy one(String id, String text) {
        PolicyParser.Parsed parsed = PolicyParser.parse(id, text);
        if (parsed.policies().size() != 1) {
            Errors errors = new Errors(id, text);
            errors.add(0, 1, parsed.policies().size() + " policies", "exactly one policy");
            throw errors.thrown();
        }
        return new Policy(id, parsed.policies().getFirst(), new Policy.Source(id, text, parsed.spans()), null);
    }

    static List<Policy> many(String file, String text, PolicyIds ids) {
        PolicyParser.Parsed parsed = PolicyParser.parse(file, text);
        Policy.Source source = new Policy.Source(file, text, parsed.spans());
        List<Policy> policies = new ArrayList<>();
        Errors errors = new Errors(file, text);
        Set<String> taken = new HashSet<>();
        for (PolicyTree tree : parsed.policies()) {
            String own = ids == PolicyIds.FROM_ANNOTATION ? tree.annotations().get("id") : null;
            String id = own == null ? "policy" + policies.size() : own;
            if (!taken.add(id)) {
                Span span = Objects.requireNonNull(parsed.spans().find(tree));
                errors.add(span.start(), span.start() + 1, "two policies have the id `" + id + "`", "an id of its own");
            }
            policies.add(new Policy(id, tree, source, null));
        }
        if (!errors.isEmpty()) {
            throw errors.thrown();
        }
        return policies;
    }
}
