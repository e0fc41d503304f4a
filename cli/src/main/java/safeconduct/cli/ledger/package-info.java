/** What the command line does with a ledger, through the server and without. */
@NullMarked
package safeconduct.cli.ledger;

import org.jspecify.annotations.NullMarked;
