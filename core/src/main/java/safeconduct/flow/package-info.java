/**
 * What an agent is trying to do, and where the data came from: the facts about one call on which flow policy decides. Pure
 * and deterministic; no model, no network, no clock of its own.
 */
@NullMarked
package safeconduct.flow;

import org.jspecify.annotations.NullMarked;
