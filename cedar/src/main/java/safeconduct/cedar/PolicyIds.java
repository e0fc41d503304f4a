package safeconduct.cedar;

/** Where policies of a text get their ids. */
public enum PolicyIds {
    /** {@code policy0}, {@code policy1} and so on, in the order of the text. */
    BY_POSITION,
    /** From {@code @id("…")}; those without one by position. */
    FROM_ANNOTATION
}
