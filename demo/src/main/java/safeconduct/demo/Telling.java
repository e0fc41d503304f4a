package safeconduct.demo;

import java.io.PrintStream;

/** Prints the story. */
record Telling(PrintStream out) {

    void chapter(int number, String title) {
        out.println();
        out.println("[" + number + "/6] " + title);
    }

    /** A part of a chapter. */
    void section(String title) {
        out.println();
        out.println("      " + title);
    }

    /** One thing that happened. */
    void line(String what, String result) {
        out.printf("      %-58s %s%n", shortened(what), result);
    }

    private static String shortened(String text) {
        return text.length() <= 58 ? text : text.substring(0, 57) + "…";
    }
}
