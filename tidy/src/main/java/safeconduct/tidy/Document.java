package safeconduct.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One page of Markdown. */
record Document(String name, Path path, List<String> lines) {

    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", ".git");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

    /** A line with its number, counted from one. */
    record Line(int number, String text) {}

    /** Every page of the repository. */
    static List<Document> all(Repository repository) {
        var root = repository.root();
        return Repository.files(root, file -> file.toString().endsWith(".md")).stream()
                .filter(file -> ours(root.relativize(file)))
                .map(file -> new Document(
                        root.relativize(file).toString(),
                        file,
                        Repository.read(file).lines().toList()))
                .toList();
    }

    private static boolean ours(Path relative) {
        for (var part : relative) {
            if (LEFT_OUT.contains(part.toString()) || part.toString().startsWith(".safeconduct")) {
                return false;
            }
        }
        return true;
    }

    /** The lines between fences. */
    List<Line> code() {
        return lines(true);
    }

    /** The lines outside fences. */
    List<Line> prose() {
        return lines(false);
    }

    private List<Line> lines(boolean wanted) {
        var found = new ArrayList<Line>();
        var inside = false;
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            if (line.stripLeading().startsWith("```")) {
                inside = !inside;
            } else if (inside == wanted) {
                found.add(new Line(index + 1, line));
            }
        }
        return found;
    }

    /** The names that a link can point at: one for each heading, spelled as the usual viewers spell it. */
    Set<String> anchors() {
        return prose().stream()
                .map(line -> HEADING.matcher(line.text()))
                .filter(heading -> heading.matches())
                .map(heading -> heading.group(1)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
