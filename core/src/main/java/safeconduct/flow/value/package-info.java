/** Typed values: how an address, a link, an account, a number or a name is compared, and how they are found in a text. */
@NullMarked
package safeconduct.flow.value;

import org.jspecify.annotations.NullMarked;
