package safeconduct.catalog.classify;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class ClassifierPlugInTest {

    @Test
    void takesTheRulesWhereNothingElseIsInstalled() {
        assertInstanceOf(RuleClassifier.class, Classifier.installed());
    }
}
