package safeconduct.tidy;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nothing that goes wrong is swallowed, and nobody catches more than can go wrong. */
final class Catches implements SyntaxRule {

    private static final Set<String> TOO_WIDE =
            Set.of("Exception", "Throwable", "java.lang.Exception", "java.lang.Throwable");

    @Override
    public List<Complaint> check(Syntax syntax) {
        var complaints = new ArrayList<Complaint>();
        for (var tree : syntax.catches()) {
            if (tree.getBlock().getStatements().isEmpty()) {
                complaints.add(Complaint.at(
                        syntax.source(), syntax.line(tree), "has an empty catch block: act on it, or let it rise"));
            }
            for (var type : types(tree)) {
                if (TOO_WIDE.contains(type)) {
                    complaints.add(Complaint.at(
                            syntax.source(), syntax.line(tree), "catches " + type + ": name what can go wrong"));
                }
            }
        }
        return complaints;
    }

    private static List<String> types(CatchTree tree) {
        var type = tree.getParameter().getType();
        return type instanceof UnionTypeTree union
                ? union.getTypeAlternatives().stream().map(Tree::toString).toList()
                : List.of(type.toString());
    }
}
