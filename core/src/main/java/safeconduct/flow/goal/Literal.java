package safeconduct.flow.goal;

import safeconduct.flow.value.Typed;

/**
 * A value that stands in the goal.
 *
 * @param quoted between quotes: it is meant word for word, however many words it has
 * @param sentence in which it stands, counted from nought
 */
public record Literal(Typed value, String text, boolean quoted, int sentence) {}
