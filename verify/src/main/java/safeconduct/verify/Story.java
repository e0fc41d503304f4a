package safeconduct.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.kernel.Fault;
import safeconduct.ledger.Entry;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.record.Event;
import safeconduct.record.RecordCodec;

/**
 * Reads the records in order and says where they do not fit together: an outcome without its decision, a
 * decision without outcome, a task that ends and never began, a grant that was made and never announced.
 */
final class Story {

    /** What the records of one ledger cannot show about the world. */
    static final List<String> NOT_PROVEN = List.of(
            "that nothing happened beside the doors: only calls that came to a door are recorded",
            "that the committed values are what was sent: open a commitment with its salt to check one",
            "that targets did what they answered: rows and bytes are counted at the door");

    private static final int NOTES_MAX = 1000;

    /** Allowed calls of which nothing more is known yet: record and task. */
    private final Consents consents = new Consents();

    private final TreeMap<Long, String> open = new TreeMap<>();
    /** Grants of which something may exist: name and the record that announced them. */
    private final TreeMap<String, Long> grants = new TreeMap<>();

    private final Set<String> minted = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    /** Rules that records name, by their digest, with the first record that does. */
    private final Map<String, Long> bundles = new LinkedHashMap<>();

    private final Sample sample;
    private long size;
    private @Nullable Bad bad;

    Story(Sample sample) {
        this.sample = sample;
    }

    /** Reads the next record; after the first bad one, nothing more. */
    void tell(Entry entry) {
        size = entry.index() + 1;
        if (bad != null) {
            return;
        }
        try {
            read(
                    entry.index(),
                    RecordCodec.decode(entry.index(), entry.record()).event());
        } catch (Fault malformed) {
            bad = new Bad(entry.index(), String.valueOf(malformed.getMessage()));
        }
    }

    long size() {
        return size;
    }

    Optional<Bad> bad() {
        return Optional.ofNullable(bad);
    }

    /** The digests of rules that records name, each with the first record that does. */
    Map<String, Long> bundles() {
        return bundles;
    }

    /** What is not wrong, and still worth knowing. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        open.forEach((record, task) ->
                notes.add("decision " + record + " of task " + task + " has no outcome yet: its call was under way"));
        grants.forEach((grant, record) -> notes.add(
                "grant " + grant + ", announced in record " + record + ", has no complete receipt: it may live on"));
        if (notes.size() > NOTES_MAX) {
            return List.copyOf(notes.subList(0, NOTES_MAX));
        }
        return List.copyOf(notes);
    }

    private void read(long index, Event event) {
        switch (event) {
            case Event.ServerStarted started -> allClosed(index, "the server started");
            case Event.ServerStopped stopped -> allClosed(index, "the server stopped");
            case Event.Decided decided -> decided(index, decided);
            case Event.Happened happened -> happened(index, happened);
            case Event.TaskOpened opened ->
                require(tasks.add(opened.task()), index, "task " + opened.task() + " is opened twice");
            case Event.TaskEnded end -> taskEnded(index, end);
            case Event.OfTask ofTask -> ofTask(index, ofTask);
            case Event.ConfigurationChanged changed -> bundles.putIfAbsent(changed.bundle(), index);
            case Event.IdentityVerified verified -> {}
            case Event.TaskRefused refused -> {}
            case Event.ContainmentChanged changed -> {}
            case Event.Found found -> {}
            case Event.KeyChanged changed -> {}
            case Event.PayloadsDropped dropped -> {}
            case Event.Erased erased -> {}
            case Event.Disclosed disclosed -> {}
        }
    }

    private void decided(long index, Event.Decided decided) {
        sample.offer(index, decided);
        if (!decided.basis().bundle().isEmpty()) {
            bundles.putIfAbsent(decided.basis().bundle(), index);
        }
        if (decided.effect().equals("allow")) {
            String task = decided.who().task();
            require(tasks.contains(task), index, "a call of task " + task + " is allowed, which was never opened");
            require(!ended.contains(task), index, "a call of task " + task + " is allowed after its end");
            open.put(index, task);
        }
    }

    private void happened(long index, Event.Happened happened) {
        String task = open.remove(happened.decision());
        require(task != null, index, "outcome without an open decision: it names record " + happened.decision());
        require(task == null || task.equals(happened.task()), index, "outcome of another task than its decision");
    }

    private void taskEnded(long index, Event.TaskEnded end) {
        require(tasks.contains(end.task()), index, "task " + end.task() + " ends and was never opened");
        require(ended.add(end.task()), index, "task " + end.task() + " ends twice");
    }

    private void ofTask(long index, Event.OfTask event) {
        switch (event) {
            case Event.GrantMinting minting -> grants.put(minting.grant(), index);
            case Event.GrantMinted made -> {
                require(
                        grants.containsKey(made.grant()),
                        index,
                        "grant " + made.grant() + " was made and never announced");
                require(minted.add(made.grant()), index, "grant " + made.grant() + " was made twice");
            }
            case Event.GrantRevoked revoked -> {
                if (revoked.complete()) {
                    grants.remove(revoked.grant());
                }
            }
            case Event.TokenIssued issued ->
                require(
                        tasks.contains(issued.task()),
                        index,
                        "a token of task " + issued.task() + ", which was never opened");
            case Event.ApprovalAsked asked -> consents.asked(asked);
            case Event.ApprovalAnswered answered ->
                consents.answered(answered).ifPresent(wrong -> require(false, index, wrong));
            case Event.ApprovalUsed used ->
                consents.used(used, open.getOrDefault(used.decision(), ""))
                        .ifPresent(wrong -> require(false, index, wrong));
            case Event.GrantRefused refused -> {}
            case Event.TaskChanged changed -> {}
            case Event.TaskEnding ending -> {}
            case Event.TaskOpened opened -> {}
            case Event.TaskEnded end -> {}
            case Event.Happened happened -> {}
        }
    }

    private void allClosed(long index, String when) {
        if (!open.isEmpty()) {
            long first = open.firstKey();
            require(false, first, "decision without outcome, although " + when + " in record " + index);
        }
    }

    private void require(boolean condition, long index, String reason) {
        if (!condition && bad == null) {
            bad = new Bad(index, reason);
        }
    }
}
