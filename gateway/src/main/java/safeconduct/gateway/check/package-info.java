/** Holds what targets say of their tools against what was reviewed, and arguments against the schemas of tools. */
@NullMarked
package safeconduct.gateway.check;

import org.jspecify.annotations.NullMarked;
