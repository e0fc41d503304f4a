package safeconduct.policy;

import safeconduct.policy.PolicyEngine.Question;

/** Questions for tests of other packages. */
public final class Questions {

    private Questions() {}

    /** One that has everything that a question can have. */
    public static Question withSqlForAUser() {
        return QuestionReaderTest.question(2);
    }
}
