package safeconduct.bench.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;

/**
 * What a person said about tools.
 *
 * <pre>
 * held-out	filesystem/read_file	read	closed	path=selector head=other
 * </pre>
 */
record Labels(List<Label> labels) {

    /** What a person said about one tool; roles by path, without the brackets of arrays. */
    record Label(String half, String tool, Effect effect, Reach reach, Map<String, Role> roles) {}

    static Labels read(Path file) throws IOException {
        List<Label> labels = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Map<String, Role> roles = new TreeMap<>();
            for (String role : cells[4].split(" ", -1)) {
                int sign = role.indexOf('=');
                if (sign > 0) {
                    roles.put(plain(role.substring(0, sign)), word(Role.class, role.substring(sign + 1)));
                }
            }
            labels.add(new Label(cells[0], cells[1], word(Effect.class, cells[2]), word(Reach.class, cells[3]), roles));
        }
        return new Labels(List.copyOf(labels));
    }

    static String plain(String path) {
        return path.replace("[]", "");
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }
}
