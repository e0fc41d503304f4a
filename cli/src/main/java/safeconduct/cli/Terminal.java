package safeconduct.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** What a command talks to, so that tests can listen. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {

    /** This process's own. */
    public static Terminal system() {
        return new Terminal(System.in, System.out, System.err);
    }
}
