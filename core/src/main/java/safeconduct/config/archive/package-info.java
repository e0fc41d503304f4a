/** Bundles of rules, kept by digest beside the ledger, so that decisions can be judged years later. */
@NullMarked
package safeconduct.config.archive;

import org.jspecify.annotations.NullMarked;
