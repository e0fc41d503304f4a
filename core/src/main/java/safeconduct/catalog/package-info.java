/** What exists: agents, targets, tools, and what is known about them. */
@NullMarked
package safeconduct.catalog;

import org.jspecify.annotations.NullMarked;
