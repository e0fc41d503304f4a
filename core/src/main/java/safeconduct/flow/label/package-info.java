/** Results cut into fields, so that each can have its own label. */
@NullMarked
package safeconduct.flow.label;

import org.jspecify.annotations.NullMarked;
