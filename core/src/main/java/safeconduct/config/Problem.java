package safeconduct.config;

/**
 * What is wrong at one place of the configuration.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column from 1
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {

    /** As compilers print it: {@code purposes/a.yaml:3:5: unknown key …}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }

    @Override
    public int compareTo(Problem other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
