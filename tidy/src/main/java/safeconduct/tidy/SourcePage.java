package safeconduct.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * Prints the public words of sources, with what their comments say: the constants of enums, and the fields of records as
 * they are written in JSON.
 */
public final class SourcePage {

    private SourcePage() {}

    /** The first argument is the page's title, with dashes for spaces; the others are source files. */
    public static void main(String[] args) throws IOException {
        System.out.println("# " + args[0].replace('-', ' '));
        for (var file : List.of(args).subList(1, args.length)) {
            System.out.print(page(Path.of(file)));
        }
    }

    /** One section for each enum and each record of a file, in its order. */
    static String page(Path file) throws IOException {
        var page = new StringBuilder();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            var trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Words(trees, page).scan(unit, null);
            }
        }
        return page.toString();
    }

    private static final class Words extends TreePathScanner<Void, Void> {

        private final DocTrees trees;

        private final StringBuilder page;

        Words(DocTrees trees, StringBuilder page) {
            this.trees = trees;
            this.page = page;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            var comment = comment(getCurrentPath());
            switch (tree.getKind()) {
                case ENUM -> page.append(heading(qualified(), comment)).append("| word | meaning |\n|---|---|\n");
                case RECORD -> {
                    page.append(heading(snake(tree.getSimpleName()), comment))
                            .append("| field | type | |\n|---|---|---|\n");
                    fields(tree, comment);
                }
                default -> {
                    var outermost = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
                    page.append(outermost && !comment.text().isEmpty() ? "\n" + comment.text() + "\n" : "");
                }
            }
            return super.visitClass(tree, null);
        }

        private void fields(ClassTree tree, SourceComment comment) {
            for (var member : tree.getMembers()) {
                if (member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                    var name = field.getName().toString();
                    page.append("| `")
                            .append(snake(name))
                            .append("` | ")
                            .append(field.getType())
                            .append(" | ");
                    page.append(comment.parameters().getOrDefault(name, "")).append(" |\n");
                }
            }
        }

        private static String heading(String name, SourceComment comment) {
            return "\n## " + name + "\n\n" + (comment.text().isEmpty() ? "" : comment.text() + "\n\n");
        }

        private static String snake(CharSequence name) {
            return name.toString().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void none) {
            var owner = getCurrentPath().getParentPath().getLeaf();
            var flags = tree.getModifiers().getFlags();
            var isConstant = owner.getKind() == Tree.Kind.ENUM
                    && flags.contains(Modifier.STATIC)
                    && flags.contains(Modifier.FINAL)
                    && String.valueOf(tree.getType()).contentEquals(((ClassTree) owner).getSimpleName());
            if (isConstant) {
                var word = tree.getName().toString().toLowerCase(Locale.ROOT);
                var sentence = comment(getCurrentPath()).text();
                page.append("| `").append(word).append("` | ");
                page.append(sentence.isEmpty() ? given(tree) : sentence).append(" |\n");
            }
            return super.visitVariable(tree, null);
        }

        /** What a constant says about itself: the first text that it is made with. */
        private static String given(VariableTree constant) {
            return constant.getInitializer() instanceof NewClassTree made
                            && !made.getArguments().isEmpty()
                            && made.getArguments().getFirst() instanceof LiteralTree text
                    ? String.valueOf(text.getValue())
                    : "";
        }

        private String qualified() {
            var name = new StringBuilder();
            for (var part : getCurrentPath()) {
                if (part instanceof ClassTree type) {
                    name.insert(0, name.isEmpty() ? type.getSimpleName() : type.getSimpleName() + ".");
                }
            }
            return name.toString();
        }

        private SourceComment comment(TreePath path) {
            return SourceComment.of(trees.getDocComment(path));
        }
    }
}
