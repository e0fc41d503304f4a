package safeconduct.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Names say what a thing is; these say nothing. */
final class Names implements SyntaxRule {

    private static final Pattern EMPTY =
            Pattern.compile("(?:Abstract|Base)[A-Z]\\w*|\\w*(?:Utils?|Helpers?|Manager|Impl|Base|Data|Info)");

    private static final Pattern EMPTY_PACKAGE =
            Pattern.compile("(?:.*\\.)?(?:utils?|helpers?|common|misc|impl)(?:\\..*)?");

    @Override
    public List<Complaint> check(Syntax syntax) {
        var complaints = new ArrayList<Complaint>();
        var inPackage = String.valueOf(syntax.unit().getPackageName());
        if (EMPTY_PACKAGE.matcher(inPackage).matches()) {
            complaints.add(
                    Complaint.of(syntax.source(), "stands in `" + inPackage + "`: name the package after its concern"));
        }
        for (var type : syntax.classes()) {
            complaint(syntax, type).ifPresent(complaints::add);
        }
        return complaints;
    }

    private static Optional<Complaint> complaint(Syntax syntax, ClassTree type) {
        var name = type.getSimpleName().toString();
        if (EMPTY.matcher(name).matches()) {
            return Optional.of(Complaint.at(
                    syntax.source(), syntax.line(type), "names a type `" + name + "`: say what it is in the domain"));
        }
        var isAbstract = type.getKind() == Tree.Kind.CLASS
                && type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
        if (isAbstract && !syntax.source().test()) {
            return Optional.of(Complaint.at(
                    syntax.source(),
                    syntax.line(type),
                    "has an abstract class `" + name + "`: use an interface and delegation"));
        }
        return Optional.empty();
    }
}
