/** Names and sentences as words, and the tables that say what words mean. */
@NullMarked
package safeconduct.catalog.classify.words;

import org.jspecify.annotations.NullMarked;
