/** The wire contract: paths and records, used by the endpoint and the client. */
@NullMarked
package safeconduct.api;

import org.jspecify.annotations.NullMarked;
