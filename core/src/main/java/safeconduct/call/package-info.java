/** The life of one call: decide, record, act, record. Every door goes through here. */
@NullMarked
package safeconduct.call;

import org.jspecify.annotations.NullMarked;
