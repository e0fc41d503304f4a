/** The token service: exchange, introspection, revocation, metadata. */
@NullMarked
package safeconduct.oauth;

import org.jspecify.annotations.NullMarked;
