/** What the user wants, read from their words without a model: literals, requested deeds, sources that they point at. */
@NullMarked
package safeconduct.flow.goal;

import org.jspecify.annotations.NullMarked;
