/** The endpoints of the API: each decodes, calls one thing, encodes. */
@NullMarked
package safeconduct.server.http;

import org.jspecify.annotations.NullMarked;
