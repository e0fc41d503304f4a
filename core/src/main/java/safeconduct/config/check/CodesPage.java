package safeconduct.config.check;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import safeconduct.cedar.lint.Finding;
import safeconduct.cedar.lint.Finding.Severity;

/** Prints the reference page of what {@code safeconduct policy check} finds. */
public final class CodesPage {

    private CodesPage() {}

    /** Prints to standard output. */
    public static void main(String[] args) {
        System.out.writeBytes(page().getBytes(StandardCharsets.UTF_8));
    }

    static String page() {
        StringBuilder page = new StringBuilder("# What `policy check` finds\n\n");
        page.append("`safeconduct policy check FOLDER` reads a configuration as the server would and needs no"
                        + " server. What\n")
                .append("does not load is a problem, told with its place. What loads is looked at for what is probably"
                        + " not\n")
                .append("meant: each finding is one line with place, severity and code, and one with the explanation."
                        + " An\n")
                .append("error makes it exit 2. The conditions of purposes are checked as the policies that they"
                        + " compile to\n")
                .append("(`safeconduct policy compile`).\n\n")
                .append("Arguments are checked against the JSON Schemas of the tools, where `targets/NAME.tools.json`"
                        + " holds\n")
                .append("the result of the target's `tools/list`. An object has the arguments of its `properties` and"
                        + " no\n")
                .append("others; what a schema leaves open (`anyOf`, `$ref`, no `type`) is not checked. `integer` is"
                        + " Long;\n")
                .append("`number` is Long or decimal, as the number is written, so a rule on it fails on the other;"
                        + " arrays\n")
                .append("are sets.\n\n| code | severity | means |\n|---|---|---|\n");
        for (Code code : Code.values()) {
            row(code.word(), code.severity(), code.explanation(), page);
        }
        for (Finding.Code code : Finding.Code.values()) {
            row(code.word(), code.severity(), code.explanation(), page);
        }
        return page.toString();
    }

    private static void row(String word, Severity severity, String explanation, StringBuilder page) {
        page.append("| `")
                .append(word)
                .append("` | ")
                .append(severity.name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(explanation)
                .append(" |\n");
    }
}
