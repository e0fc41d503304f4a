/** What a SQL statement does: its verb, its tables, its columns. */
@NullMarked
package safeconduct.sql;

import org.jspecify.annotations.NullMarked;
