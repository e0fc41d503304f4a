/** Looks at a configuration that loads for what is probably not meant, before anything runs. */
@NullMarked
package safeconduct.config.check;

import org.jspecify.annotations.NullMarked;
