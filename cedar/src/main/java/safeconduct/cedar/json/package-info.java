/** Cedar's JSON forms: policies, entities, values; and the JSON reader that they need. */
@NullMarked
package safeconduct.cedar.json;

import org.jspecify.annotations.NullMarked;
