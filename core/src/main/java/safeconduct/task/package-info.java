/** The life of one task: opened, kept, ended; the only holder of authority. */
@NullMarked
package safeconduct.task;

import org.jspecify.annotations.NullMarked;
