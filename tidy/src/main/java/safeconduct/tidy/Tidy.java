package safeconduct.tidy;

import java.nio.file.Path;
import java.util.List;

/** Checks every rule outside the build, for one who wants the list without the tests. */
public final class Tidy {

    private Tidy() {}

    /**
     * Checks the repository whose root is the first argument; prints each complaint and fails when there is one. With
     * {@code --sources} only the rules that need no class files.
     */
    public static void main(String[] args) {
        var root = Path.of(args[0]);
        var repository = new Repository(root);
        var options = List.of(args);
        var json = options.contains("--json");
        var rules = options.contains("--sources") ? Rules.ofSources() : Rules.all(root);
        var broken = 0;
        for (var rule : rules.values()) {
            for (var complaint : rule.check(repository)) {
                broken++;
                if (!json) {
                    System.out.println(complaint);
                }
            }
        }
        System.out.println(json ? "{\"complaints\":" + broken + "}" : broken + " complaints");
        System.exit(broken == 0 ? 0 : 1);
    }
}
