/** Replays recorded runs of agents against the program, and scores what it said. The program never sees what scores it. */
@NullMarked
package safeconduct.bench.replay;

import org.jspecify.annotations.NullMarked;
