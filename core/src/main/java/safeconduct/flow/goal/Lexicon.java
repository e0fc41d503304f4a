package safeconduct.flow.goal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Verbs and what they ask for. English; a goal in another language asks for nothing that is found here. */
final class Lexicon {

    private static final Map<String, Set<Deed>> VERBS = new HashMap<>();

    /** Words that are verbs only where a verb must stand: {@code the order}, {@code my book}, {@code a share}. */
    private static final Set<String> AMBIGUOUS = Set.of(
            "address",
            "answer",
            "book",
            "change",
            "comment",
            "contact",
            "copy",
            "correct",
            "draft",
            "email",
            "e-mail",
            "file",
            "fix",
            "format",
            "group",
            "handle",
            "invite",
            "issue",
            "label",
            "list",
            "log",
            "mail",
            "mark",
            "merge",
            "message",
            "note",
            "open",
            "order",
            "plan",
            "post",
            "process",
            "record",
            "refund",
            "release",
            "reply",
            "report",
            "request",
            "reserve",
            "reset",
            "schedule",
            "set",
            "settle",
            "share",
            "sort",
            "split",
            "star",
            "start",
            "stop",
            "store",
            "switch",
            "tag",
            "text",
            "tip",
            "transfer",
            "tweet",
            "update",
            "upload",
            "wire",
            "write",
            "clear",
            "complete",
            "close",
            "move",
            "place",
            "ping",
            "turn",
            "kick",
            "drop",
            "install",
            "clean",
            "build",
            "test",
            "dial",
            "call",
            "empty",
            "lock",
            "block",
            "ban",
            "top",
            "shift");

    static {
        verbs(
                "send forward reply respond notify inform email e-mail mail message text dm ping contact remind"
                        + " deliver submit tell dial call write",
                Deed.SEND);
        verbs("pay transfer wire refund reimburse donate tip remit settle purchase buy repay", Deed.PAY);
        verbs("share invite grant give add assign publish allow introduce", Deed.SHARE);
        verbs(
                "create make add generate save write draft append insert put upload compose register record store copy"
                        + " duplicate log note schedule open file start clone fork prepare build import export download"
                        + " place produce plan convert",
                Deed.CREATE);
        verbs(
                "update change edit modify adjust set rename move reschedule replace fix correct mark append add"
                    + " assign complete close reopen extend shift postpone configure turn enable disable merge resolve"
                    + " reset adapt switch lock unlock label tag star write insert put format sort split swap convert"
                    + " revise rewrite amend increase decrease raise lower block approve reject accept decline"
                    + " confirm",
                Deed.CHANGE);
        verbs(
                "delete remove erase cancel drop clear unsubscribe revoke purge uninstall kick discard trash clean"
                        + " empty ban wipe archive unshare uninvite leave terminate deactivate",
                Deed.DELETE);
        verbs("book reserve order schedule arrange rent", Deed.BOOK);
        verbs("post publish tweet comment upload announce release", Deed.POST);
        verbs(
                "run execute launch install deploy restart start stop build compile test evaluate invoke trigger",
                Deed.RUN);
    }

    private Lexicon() {}

    private static void verbs(String words, Deed deed) {
        Arrays.stream(words.split(" "))
                .forEach(word -> VERBS.computeIfAbsent(word, key -> EnumSet.noneOf(Deed.class))
                        .add(deed));
    }

    /** What a verb in its plain form asks for; nothing for other words. */
    static Set<Deed> deeds(String verb) {
        return VERBS.getOrDefault(verb, Set.of());
    }

    static boolean ambiguous(String verb) {
        return AMBIGUOUS.contains(verb);
    }

    /** What a noun stands for after a verb that only helps: {@code make a payment}, {@code do a transfer}. */
    static Set<Deed> nouns(String noun) {
        return switch (noun) {
            case "payment", "transfer", "refund", "donation", "deposit", "transaction", "purchase" -> Set.of(Deed.PAY);
            case "reservation", "booking", "appointment", "order" -> Set.of(Deed.BOOK, Deed.CREATE);
            case "post", "announcement", "comment" -> Set.of(Deed.POST, Deed.CREATE);
            case "message", "email", "reply", "mail", "dm" -> Set.of(Deed.SEND);
            case "change", "changes", "update", "correction" -> Set.of(Deed.CHANGE);
            default -> Set.of();
        };
    }
}
