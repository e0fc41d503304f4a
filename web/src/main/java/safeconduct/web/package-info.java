/** The HTTP engine behind one Handler: limits, problems, streaming. */
@NullMarked
package safeconduct.web;

import org.jspecify.annotations.NullMarked;
