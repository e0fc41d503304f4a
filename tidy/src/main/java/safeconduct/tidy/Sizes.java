package safeconduct.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Nothing is larger than what one can read in one go. */
final class Sizes implements SyntaxRule {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 5;

    /** A record may mirror a format, whose fields are what they are. */
    private static final int COMPONENTS_MAX = 15;

    /** What stands flat in the API's JSON stands flat here. */
    private static final int WIRE_COMPONENTS_MAX = 20;

    @Override
    public List<Complaint> check(Syntax syntax) {
        var complaints = new ArrayList<Complaint>();
        var source = syntax.source();
        if (source.lines() > FILE_LINES_MAX) {
            complaints.add(Complaint.of(
                    source, "has " + source.lines() + " lines, more than " + FILE_LINES_MAX + ": split it"));
        }
        for (var method : syntax.methods()) {
            var lines = syntax.lines(method);
            if (lines > METHOD_LINES_MAX && !isTable(syntax, method)) {
                complaints.add(Complaint.at(
                        source,
                        syntax.line(method),
                        "`" + method.getName() + "` has " + lines + " lines, more than " + METHOD_LINES_MAX
                                + ": split it"));
            }
            if (method.getParameters().size() > PARAMETERS_MAX
                    && !isCanonical(syntax, method)
                    && !isTable(syntax, method)) {
                complaints.add(tooMany(
                        syntax,
                        method,
                        method.getName() + "` has " + method.getParameters().size() + " parameters",
                        PARAMETERS_MAX));
            }
        }
        for (var type : syntax.classes()) {
            var components = components(type);
            var max = source.module().equals("api") ? WIRE_COMPONENTS_MAX : COMPONENTS_MAX;
            if (components > max) {
                complaints.add(
                        tooMany(syntax, type, type.getSimpleName() + "` has " + components + " components", max));
            }
        }
        return complaints;
    }

    private static Complaint tooMany(Syntax syntax, Tree tree, String what, int max) {
        return Complaint.at(
                syntax.source(), syntax.line(tree), "`" + what + ", more than " + max + ": group them in a record");
    }

    /** A test's rows are data: what only names parts of them and returns them may be long, and take each column. */
    private static boolean isTable(Syntax syntax, MethodTree method) {
        var body = method.getBody();
        if (!syntax.source().test() || body == null || body.getStatements().isEmpty()) {
            return false;
        }
        var statements = body.getStatements();
        return statements.getLast() instanceof ReturnTree
                && statements.subList(0, statements.size() - 1).stream().allMatch(VariableTree.class::isInstance);
    }

    /** A record's constructor has the parameters that the record has components. */
    private static boolean isCanonical(Syntax syntax, MethodTree method) {
        return method.getName().contentEquals("<init>")
                && syntax.classes().stream()
                        .anyMatch(type -> type.getKind() == Tree.Kind.RECORD
                                && type.getMembers().contains(method)
                                && components(type) == method.getParameters().size());
    }

    private static int components(ClassTree type) {
        if (type.getKind() != Tree.Kind.RECORD) {
            return 0;
        }
        return (int) type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }
}
