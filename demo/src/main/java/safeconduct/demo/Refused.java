package safeconduct.demo;

/** The demonstration does not begin, or cannot clean up: what is wrong and what to change. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}
