package safeconduct.cedar;

/** Says that an expression has no value: a type that does not fit, an overflow, something that is absent, text that is no value. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the sentence that the policy's author reads. */
    public EvaluationException(String message) {
        super(message, null, false, false); // Part of evaluating, not a bug: the stack would only cost time.
    }
}
