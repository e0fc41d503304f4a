package safeconduct.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import safeconduct.record.Hidden;
import safeconduct.record.OpeningLine;

/** Openings that an auditor was given as lines of text; see {@link OpeningLine}. */
final class GivenInputs implements Inputs {

    private final Map<String, Hidden> openings = new HashMap<>();

    /** Reads a file of such lines. */
    static GivenInputs read(Path file) throws IOException {
        var given = new GivenInputs();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).map(OpeningLine::parse).forEach(given::add);
        }
        return given;
    }

    private void add(OpeningLine line) {
        openings.put(line.record() + ":" + line.field(), line.hidden());
    }

    @Override
    public Optional<Hidden> find(long record, String field) {
        return Optional.ofNullable(openings.get(record + ":" + field));
    }
}
