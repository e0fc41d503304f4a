/** The Cedar policy language: parse, evaluate, explain. */
@NullMarked
package safeconduct.cedar;

import org.jspecify.annotations.NullMarked;
