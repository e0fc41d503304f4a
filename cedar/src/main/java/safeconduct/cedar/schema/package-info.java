/** Schemas: which entities, actions and contexts there are; read from both syntaxes or made from the tools of a catalogue. */
@NullMarked
package safeconduct.cedar.schema;

import org.jspecify.annotations.NullMarked;
