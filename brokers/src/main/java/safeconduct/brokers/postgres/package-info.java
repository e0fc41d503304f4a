/** A PostgreSQL role for one task, and its end. */
@NullMarked
package safeconduct.brokers.postgres;

import org.jspecify.annotations.NullMarked;
