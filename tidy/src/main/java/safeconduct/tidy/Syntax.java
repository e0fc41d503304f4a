package safeconduct.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the compiler's own parser sees in one file.
 *
 * @param positions where each tree starts and ends in the text
 */
record Syntax(
        Source source,
        SourcePositions positions,
        CompilationUnitTree unit,
        List<ClassTree> classes,
        List<MethodTree> methods,
        List<CatchTree> catches,
        List<AnnotationTree> annotations) {

    /** Parses one file; a file that does not parse is for the compiler to complain about. */
    static Syntax of(Source source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var file = new SimpleJavaFileObject(URI.create("string:///" + source.name()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.text();
            }
        };
        var task =
                (JavacTask) compiler.getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(file));
        try {
            var unit = task.parse().iterator().next();
            var syntax = new Syntax(
                    source,
                    Trees.instance(task).getSourcePositions(),
                    unit,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            new Collector().scan(unit, syntax);
            return syntax;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot parse `" + source.path() + "`", broken);
        }
    }

    /** The line that a tree starts on. */
    int line(Tree tree) {
        return source.lineAt(Math.max(0, positions.getStartPosition(unit, tree)));
    }

    /** How many lines a tree covers, the first and the last included. */
    int lines(Tree tree) {
        return source.lineAt(Math.max(0, positions.getEndPosition(unit, tree))) - line(tree) + 1;
    }

    private static final class Collector extends TreeScanner<Void, Syntax> {

        @Override
        public Void visitClass(ClassTree tree, Syntax syntax) {
            syntax.classes().add(tree);
            return super.visitClass(tree, syntax);
        }

        @Override
        public Void visitMethod(MethodTree tree, Syntax syntax) {
            syntax.methods().add(tree);
            return super.visitMethod(tree, syntax);
        }

        @Override
        public Void visitCatch(CatchTree tree, Syntax syntax) {
            syntax.catches().add(tree);
            return super.visitCatch(tree, syntax);
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, Syntax syntax) {
            syntax.annotations().add(tree);
            return super.visitAnnotation(tree, syntax);
        }
    }
}
