/** The configuration: one file and four folders, read strictly, compiled to a bundle. */
@NullMarked
package safeconduct.config;

import org.jspecify.annotations.NullMarked;
