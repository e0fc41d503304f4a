package safeconduct.gateway.check;

import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/** A text that a pattern may look at so often and no more: patterns come from targets, texts from agents. */
final class BoundedText implements CharSequence {

    /** A pattern without traps looks at each character a few times. */
    static final int LOOKS_MAX = 1_000_000;

    private final CharSequence text;
    private final int[] looks;

    private BoundedText(CharSequence text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    /** @throws Fault EXHAUSTED when it takes too long to tell */
    static boolean found(Pattern pattern, String text) {
        return pattern.matcher(new BoundedText(text, new int[1])).find();
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > LOOKS_MAX) {
            throw new Fault(Fault.Code.EXHAUSTED, "a pattern of the tool's schema takes too long");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
