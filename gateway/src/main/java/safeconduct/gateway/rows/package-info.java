/** Rows in results: found, counted, and fewer of them. */
@NullMarked
package safeconduct.gateway.rows;

import org.jspecify.annotations.NullMarked;
