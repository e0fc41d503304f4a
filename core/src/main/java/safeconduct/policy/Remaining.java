package safeconduct.policy;

/**
 * What policy says of a call whose arguments are not known yet.
 *
 * @param condition Cedar policies that decide the rest, when it depends; the question to a person, when one is asked
 */
public record Remaining(Kind kind, String condition) {

    /** Nothing can be said. */
    public static final Remaining UNKNOWN = new Remaining(Kind.DEPENDS, "");

    /** Whatever the arguments turn out to be. */
    public enum Kind {
        ALLOWED,
        ASKS,
        DEPENDS,
        DENIED
    }

    /** What is left when both must allow it. */
    Remaining and(Remaining other) {
        Kind worse = kind.compareTo(other.kind) >= 0 ? kind : other.kind;
        if (worse == Kind.ALLOWED || worse == Kind.DENIED) {
            return new Remaining(worse, "");
        }
        String both = condition.isEmpty() || other.condition.isEmpty() || condition.equals(other.condition)
                ? (condition.isEmpty() ? other.condition : condition)
                : condition + "\n" + other.condition;
        return new Remaining(worse, both);
    }
}
