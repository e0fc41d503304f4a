package safeconduct.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes every Java file in our format, or only says which ones are not ({@code --check}). */
public final class Format {

    private Format() {}

    /**
     * Formats the repository whose root is the first argument; {@code --check} changes nothing and fails when something
     * would change, {@code --json} prints one JSON object.
     */
    public static void main(String[] args) throws IOException {
        var options = List.of(args);
        var check = options.contains("--check");
        var formatting = new Formatting();
        var changed = new ArrayList<String>();
        var broken = new ArrayList<String>();
        var root = Path.of(args[0]);
        var sources = new Repository(root).sources();
        for (var source : sources) {
            var name = root.relativize(source.path()).toString();
            switch (formatting.format(source)) {
                case Formatting.Formatted(var text) when text.equals(source.text()) -> {}
                case Formatting.Formatted(var text) -> {
                    changed.add(name);
                    if (!check) {
                        Files.writeString(source.path(), text);
                    }
                }
                case Formatting.Unreadable(var reason) -> broken.add(name + ": " + reason);
            }
        }
        print(options.contains("--json"), sources.size(), changed, broken);
        System.exit(!broken.isEmpty() || (check && !changed.isEmpty()) ? 1 : 0);
    }

    private static void print(boolean json, int files, List<String> changed, List<String> broken) {
        if (json) {
            System.out.println("{\"files\":" + files + ",\"changed\":" + array(changed) + ",\"unreadable\":"
                    + array(broken) + "}");
            return;
        }
        changed.forEach(System.out::println);
        broken.forEach(line -> System.out.println("unreadable " + line));
        System.out.println(
                files + " files, " + changed.size() + " not in our format, " + broken.size() + " unreadable");
    }

    private static String array(List<String> names) {
        var quoted = names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return "[" + String.join(",", quoted) + "]";
    }
}
