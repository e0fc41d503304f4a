package safeconduct.tidy;

import java.nio.file.Path;
import java.util.List;

/** Checks every rule outside the build, for one who wants the list without the tests. */
public final class Tidy {

    private Tidy() {}

    /** Checks the repository whose root is the first argument; prints each complaint and fails when there is one. */
    public static void main(String[] args) {
        var root = Path.of(args[0]);
        var repository = new Repository(root);
        var json = List.of(args).contains("--json");
        var broken = 0;
        for (var rule : Rules.all(root).entrySet()) {
            for (var complaint : rule.getValue().check(repository)) {
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
