/** Policies as trees: what the parser makes, and what printer, compiler and checks read. */
@NullMarked
package safeconduct.cedar.ast;

import org.jspecify.annotations.NullMarked;
