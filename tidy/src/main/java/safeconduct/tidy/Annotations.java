package safeconduct.tidy;

import com.sun.source.tree.AnnotationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** No test is switched off, and whoever silences the compiler says why. */
final class Annotations implements SyntaxRule {

    private static final Pattern SWITCHED_OFF =
            Pattern.compile("(?:.*\\.)?(?:Disabled\\w*|EnabledIf\\w*|EnabledFor\\w*|EnabledOn\\w*|Ignore)");

    @Override
    public List<Complaint> check(Syntax syntax) {
        var complaints = new ArrayList<Complaint>();
        for (var annotation : syntax.annotations()) {
            var name = annotation.getAnnotationType().toString();
            var line = syntax.line(annotation);
            if (SWITCHED_OFF.matcher(name).matches()) {
                complaints.add(Complaint.at(syntax.source(), line, "has @" + name + ": a test runs or is removed"));
            }
            if (name.equals("SuppressWarnings") && !explained(syntax, annotation)) {
                complaints.add(Complaint.at(
                        syntax.source(),
                        line,
                        "has @SuppressWarnings without a reason: say why in a // comment beside or above it"));
            }
        }
        return complaints;
    }

    private static boolean explained(Syntax syntax, AnnotationTree annotation) {
        var lines = syntax.source().text().lines().toList();
        var index = syntax.line(annotation) - 1;
        return lines.get(index).contains("//")
                || (index > 0 && lines.get(index - 1).strip().startsWith("//"));
    }
}
