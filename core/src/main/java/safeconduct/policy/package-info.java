/** What a task may do: purposes, envelopes, decisions. */
@NullMarked
package safeconduct.policy;

import org.jspecify.annotations.NullMarked;
