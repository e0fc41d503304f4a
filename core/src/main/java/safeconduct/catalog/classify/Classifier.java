package safeconduct.catalog.classify;

import java.util.ServiceLoader;

/**
 * Says what a tool does, from what it says of itself. A plug-in point: found by {@link ServiceLoader}; without one, the
 * rules of this package. Pure: the same description gives the same facts, in time linear in its length. What the
 * description does not tell gets the strict answer; a vendor's annotations may only make an answer stricter.
 */
public interface Classifier {

    ToolFacts classify(ToolDescription tool);

    /** The one that is installed, or the rules. */
    static Classifier installed() {
        return ServiceLoader.load(Classifier.class).findFirst().orElseGet(RuleClassifier::new);
    }
}
