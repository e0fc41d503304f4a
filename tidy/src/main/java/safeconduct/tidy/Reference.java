package safeconduct.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the reference pages again, or only says which ones are old ({@code --check}). */
public final class Reference {

    private Reference() {}

    /** Works on the repository whose root is the first argument; fails with {@code --check} when a page is old. */
    public static void main(String[] args) throws IOException {
        var options = List.of(args);
        var root = Path.of(args[0]);
        var pages = new ReferencePages(ReferencePages.process(root)).printed(new Repository(root));
        var old = 0;
        for (var page : pages.entrySet()) {
            if (!Repository.read(page.getKey()).equals(page.getValue())) {
                old++;
                System.err.println(root.relativize(page.getKey()));
                if (!options.contains("--check")) {
                    Files.writeString(page.getKey(), page.getValue());
                }
            }
        }
        System.out.println(
                options.contains("--json")
                        ? "{\"pages\":" + pages.size() + ",\"old\":" + old + "}"
                        : pages.size() + " pages, " + old + " old");
        System.exit(options.contains("--check") && old > 0 ? 1 : 0);
    }
}
