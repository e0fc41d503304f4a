/** Between a client that can only send plain requests and a server that wants proof of possession. */
@NullMarked
package safeconduct.cli.bridge;

import org.jspecify.annotations.NullMarked;
