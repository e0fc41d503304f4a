package safeconduct.config.check;

import java.util.Locale;
import safeconduct.cedar.SyntaxError;
import safeconduct.cedar.lint.Finding;
import safeconduct.cedar.lint.Finding.Severity;

/**
 * Something that is probably not meant.
 *
 * @param place file, line and column of a policy; or the agent or purpose, as in {@code purpose look}
 * @param code one word that does not change
 * @param explanation why it matters, and what to do
 */
public record Warning(String place, String code, Severity severity, String text, String explanation) {

    static Warning of(Code code, String place, String text) {
        return new Warning(place, code.word(), code.severity(), text, code.explanation());
    }

    static Warning of(Code code, String policy, SyntaxError error) {
        return of(code, place(policy, error), meant(error));
    }

    static Warning of(Finding finding) {
        Finding.Code code = finding.code();
        return new Warning(
                place(finding.policy(), finding.place()),
                code.word(),
                code.severity(),
                meant(finding.place()),
                code.explanation());
    }

    private static String place(String policy, SyntaxError error) {
        return error.file() + ":" + error.line() + ":" + error.column() + ": policy " + policy;
    }

    private static String meant(SyntaxError error) {
        return error.suggestion() == null
                ? error.message()
                : error.message() + ", did you mean `" + error.suggestion() + "`?";
    }

    /** Whether the configuration should not be used as it is. */
    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** As compilers print it: {@code policies/own.cedar:2:1: policy own: error unknown-argument: …}. */
    @Override
    public String toString() {
        return place + ": " + severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + text;
    }
}
