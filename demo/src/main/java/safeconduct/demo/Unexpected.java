package safeconduct.demo;

/** A step of the story did not behave as it must. */
final class Unexpected extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unexpected(String message) {
        super(message);
    }

    static void unless(boolean expected, String message) {
        if (!expected) {
            throw new Unexpected(message);
        }
    }
}
