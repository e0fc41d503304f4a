/** The domain's state in SQL: one class per repository, SQLite and PostgreSQL. */
@NullMarked
package safeconduct.store;

import org.jspecify.annotations.NullMarked;
