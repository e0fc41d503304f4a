package safeconduct.cedar.lint;

import safeconduct.cedar.SyntaxError;

/** Something about a policy that its author should know. */
public record Finding(Code code, String policy, SyntaxError place) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    /** What it is. The words are public and never renamed. */
    public enum Code {
        NEVER_MATCHES(
                "never-matches",
                Severity.ERROR,
                "Its tests contradict each other, so it decides nothing. Whoever reads it believes otherwise."),
        SHADOWED(
                "shadowed",
                Severity.WARNING,
                "Another permit says yes whenever this one does, so this one changes nothing."),
        USELESS_FORBID(
                "useless-forbid",
                Severity.WARNING,
                "Another forbid says no whenever this one does, so this one changes nothing."),
        UNBOUND_ALLOW(
                "unbound-allow",
                Severity.WARNING,
                "It permits any resource with any arguments. Name the resource, or test an argument."),
        WRITE_WITHOUT_ENVIRONMENT(
                "write-without-environment",
                Severity.WARNING,
                "It can permit an effect other than reading, in every environment. Test the environment, or the"
                        + " effect."),
        UNKNOWN_ANNOTATION(
                "unknown-annotation", Severity.WARNING, "Nothing reads this annotation, so it has no effect.");

        private final String word;
        private final Severity severity;
        private final String explanation;

        Code(String word, Severity severity, String explanation) {
            this.word = word;
            this.severity = severity;
            this.explanation = explanation;
        }

        /** Its name in output. */
        public String word() {
            return word;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }

        /** Why it matters, and what to do. */
        public String explanation() {
            return explanation;
        }
    }
}
