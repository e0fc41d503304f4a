package safeconduct.cedar.corpus;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a folder, or of an archive ({@code .tar.gz}, {@code .tgz}, {@code .tar}), by their path in it. */
final class Files {
    private static final int BLOCK = 512;
    private static final int NAME_MAX = 4096;

    private final Map<String, String> texts = new HashMap<>();

    static Files of(Path path) throws IOException {
        Files files = new Files();
        if (java.nio.file.Files.isDirectory(path)) {
            files.folder(path);
        } else {
            try (InputStream in = new BufferedInputStream(java.nio.file.Files.newInputStream(path), 1 << 16);
                    InputStream tar = path.toString().endsWith(".tar") ? in : new GZIPInputStream(in, 1 << 16)) {
                files.archive(tar);
            }
        }
        return files;
    }

    private void folder(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = java.nio.file.Files.walk(root)) {
            paths = walk.filter(java.nio.file.Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            String name = root.relativize(path).toString().replace('\\', '/');
            texts.put(name, new String(java.nio.file.Files.readAllBytes(path), StandardCharsets.UTF_8));
        }
    }

    private void archive(InputStream in) throws IOException {
        String longName = null;
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            long size = Long.parseLong(field(header, 124, 12).strip(), 8);
            byte[] content = in.readNBytes(Math.toIntExact(size));
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (content.length < size) {
                throw new EOFException("the archive is cut off");
            }
            String text = new String(content, StandardCharsets.UTF_8);
            char type = (char) header[156];
            if (type == '0' || type == 0) {
                texts.put(longName == null ? name(header) : longName, text);
            }
            longName = type == 'L' ? text.replace("\0", "") : type == 'x' ? paxPath(text) : null;
            header = in.readNBytes(BLOCK);
        }
    }

    private static String name(byte[] header) {
        String prefix = field(header, 345, 155);
        String name = field(header, 0, 100);
        return (prefix.isEmpty() ? name : prefix + "/" + name).replaceFirst("^\\./", "");
    }

    private static @Nullable String paxPath(String attributes) {
        for (String line : attributes.split("\n", -1)) {
            int path = line.indexOf(" path=");
            if (path >= 0 && line.length() < NAME_MAX) {
                return line.substring(path + " path=".length());
            }
        }
        return null;
    }

    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    List<String> names() {
        return texts.keySet().stream().sorted().toList();
    }

    /** The text that a case names: beside the case, else from the root, else from a folder further down. */
    String text(String caseName, String named) throws IOException {
        String beside =
                caseName.substring(0, caseName.lastIndexOf('/') + 1) + named.substring(named.lastIndexOf('/') + 1);
        for (String name : List.of(beside, named)) {
            String text = texts.get(name);
            if (text != null) {
                return text;
            }
        }
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            if (entry.getKey().endsWith("/" + named)) {
                return entry.getValue();
            }
        }
        throw new IOException("case `" + caseName + "` names `" + named + "`, which is not there");
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }
}
