package safeconduct.flow.trace;

import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.Words;

/**
 * What an agent has seen that can taint: flags, words and fingerprints of content of strangers and of private data. Shared by
 * the tasks of one agent instance and by their children, so that no task washes another clean. Bounded; full means that
 * everything counts as seen. Thread-safe.
 */
public final class Taint {

    /** Numbers that each of its five sets holds at most: together no more than 5 MiB. */
    public static final int LIMIT = 1 << 16;

    private final LongSet foreignWords = new LongSet(LIMIT);
    private final LongSet foreignPrints = new LongSet(LIMIT);
    private final LongSet privateWords = new LongSet(LIMIT);
    private final LongSet privatePrints = new LongSet(LIMIT);
    private final LongSet written = new LongSet(LIMIT);
    private boolean untrusted;
    private boolean sensitive;

    /** Content of strangers was seen, in which an instruction may stand. */
    public synchronized boolean untrusted() {
        return untrusted;
    }

    /** Data was seen that is not for everyone. */
    public synchronized boolean sensitive() {
        return sensitive;
    }

    /** A stranger may have written this. */
    public synchronized void foreign(String text) {
        untrusted |= instructive(text);
        Words.each(text, (start, end) -> foreignWords.add(Hashes.of(text, start, end)));
        Prints.each(text, foreignPrints::add);
    }

    /** This is not for everyone. */
    public synchronized void sensitive(String text) {
        sensitive = true;
        Prints.each(text, privatePrints::add);
        Words.each(text, (start, end) -> {
            if (end - start >= 5) {
                privateWords.add(Hashes.of(text, start, end));
            }
        });
    }

    /** The agent put this value somewhere, without that anybody vouched for it. */
    public synchronized void wrote(String index) {
        written.add(Hashes.of(index, 0, index.length()));
    }

    /** Whether the agent put it there itself. */
    public synchronized boolean written(String index) {
        return written.has(Hashes.of(index, 0, index.length()));
    }

    /** A number or a date alone tells nobody what to do. */
    private static boolean instructive(String text) {
        String word = text.strip();
        boolean bare = word.length() <= 40 && Typed.of(word).kind().inert();
        return !bare && !word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false") && !word.isEmpty();
    }

    /** Whether all words of a value, or a long run of it in any writing, stand in content of strangers. */
    public synchronized boolean holdsForeign(String value) {
        return all(value, foreignWords) || copies(value, foreignPrints);
    }

    /** Whether content of strangers names a value, all of its words. */
    public synchronized boolean names(Typed value) {
        return all(value.key(), foreignWords);
    }

    /** Whether a value carries private data: a run of it in any writing, or an address, account or number of it. */
    public synchronized boolean carriesPrivate(String value) {
        return sensitive && (marked(value) || copies(value, privatePrints));
    }

    private boolean marked(String value) {
        boolean[] found = new boolean[1];
        Words.each(value, (start, end) -> {
            if (!found[0] && end - start >= 5) {
                Kind kind = Typed.of(value.substring(start, end)).kind();
                found[0] = kind != Kind.TEXT && kind != Kind.DATE && privateWords.has(Hashes.of(value, start, end));
            }
        });
        return found[0];
    }

    private static boolean copies(String value, LongSet prints) {
        for (String reading : Decodings.of(value)) {
            if (reading.length() >= Prints.GRAM && Prints.any(reading, prints::has)) {
                return true;
            }
        }
        return false;
    }

    private static boolean all(String value, LongSet words) {
        int[] counts = new int[2];
        Words.each(value, (start, end) -> {
            counts[0]++;
            counts[1] += words.has(Hashes.of(value, start, end)) ? 1 : 0;
        });
        return counts[0] > 0 && counts[0] == counts[1];
    }
}
