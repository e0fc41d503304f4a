package safeconduct.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import safeconduct.approval.ApprovalBook;
import safeconduct.approval.ApprovalDesk;
import safeconduct.approval.ApprovalTeller;
import safeconduct.approval.MemoryApprovals;
import safeconduct.caller.Identity;
import safeconduct.catalog.SqlReader;
import safeconduct.containment.Containing;
import safeconduct.containment.MemoryContainments;
import safeconduct.grant.Brokers;
import safeconduct.grant.FakeBroker;
import safeconduct.grant.GrantBook;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.MemoryGrants;
import safeconduct.kernel.Background;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.policy.Bundle;
import safeconduct.policy.Rules;
import safeconduct.record.MemoryJournal;
import safeconduct.record.MemoryOpenings;
import safeconduct.record.MemoryPosition;
import safeconduct.record.Pseudonyms;
import safeconduct.record.StateGate;
import safeconduct.task.LiveTasks;
import safeconduct.task.MemoryTasks;
import safeconduct.task.OpenRequest;
import safeconduct.task.Opening;
import safeconduct.task.Recovery;
import safeconduct.task.RollForward;
import safeconduct.task.Task;
import safeconduct.task.TaskBook;
import safeconduct.task.TaskEnder;
import safeconduct.task.TaskOpener;
import safeconduct.task.TaskSweeper;

/** The whole domain, real, on stores, a ledger and a target in memory, with a clock that stands still. */
public class World {

    public final FakeTime time = new FakeTime();
    public final MemoryJournal journal;
    public final MemoryTasks tasks;
    public final MemoryGrants grants;
    public final MemoryContainments containments;
    public final MemoryPosition position;
    public final MemoryOpenings openings = new MemoryOpenings();
    public final FakeBroker broker;
    public final LiveTasks living = new LiveTasks();
    public final BudgetBook budgets = new BudgetBook();
    public final GrantDesk desk;
    public final Containing containing;
    public final TaskEnder ender;
    public final TaskOpener opener;
    public final TaskSweeper sweeper;
    public final Recovery recovery;
    public final ApprovalDesk approvals;
    public final Calls calls;
    public volatile Bundle rules;

    /** What outlives a process. */
    public record Remains(
            MemoryJournal journal,
            MemoryTasks tasks,
            MemoryGrants grants,
            MemoryContainments containments,
            MemoryPosition position,
            FakeBroker broker) {}

    public World() {
        this(Rules.standard());
    }

    public World(Rules rules) {
        this(rules, Optional.empty());
    }

    private World(Rules configured, Optional<Remains> remains) {
        rules = configured.bundle();
        journal = remains.map(Remains::journal).orElseGet(() -> new MemoryJournal(time));
        tasks = remains.map(Remains::tasks).orElseGet(MemoryTasks::new);
        grants = remains.map(Remains::grants).orElseGet(MemoryGrants::new);
        containments = remains.map(Remains::containments).orElseGet(MemoryContainments::new);
        position = remains.map(Remains::position).orElseGet(MemoryPosition::new);
        broker = remains.map(Remains::broker).orElseGet(() -> new FakeBroker(time));
        Ids ids = new Ids(time, new Random());
        StateGate gate = new StateGate(journal);
        Pseudonyms pseudonyms = new Pseudonyms(Secret.of("a key for tests only, of thirty-two bytes"));
        desk = new GrantDesk(
                grants, new GrantBook(grants, journal, gate), Brokers.fixed(Map.of(Rules.TARGET, broker)), ids, time);
        containing = new Containing(containments, journal, gate, living, time);
        TaskBook book = new TaskBook(tasks, journal, gate, openings, pseudonyms);
        ender = new TaskEnder(living, book, desk, grants, time);
        opener = new TaskOpener(() -> rules, living, book, containing, new TaskOpener.Surroundings(ids, time));
        sweeper = new TaskSweeper(living, ender, () -> rules, time);
        recovery = new Recovery(journal, position, new RollForward(tasks, grants), time);
        SqlReader sql = text -> text.startsWith("select")
                ? new SqlReader.SqlReading.Statement(
                        "select", Set.of("public.customers"), Set.of("public.customers.id"), Set.of(), true)
                : new SqlReader.SqlReading.Unreadable("not one select");
        approvals = new ApprovalDesk(
                new ApprovalBook(new MemoryApprovals(), journal, gate),
                new ApprovalTeller(List::of, new Background(name -> {})),
                ids,
                time);
        ender.whenEnding(approvals::forget);
        calls = new Calls(new Calls.Parts(
                () -> rules,
                living,
                containing,
                desk,
                sql,
                new CallBook(journal, openings, pseudonyms, budgets, time),
                budgets,
                approvals,
                time));
    }

    /** Another process on what this one leaves: memory is gone, the rest is there. */
    public World restarted() {
        return new World(
                Rules.standard(), Optional.of(new Remains(journal, tasks, grants, containments, position, broker)));
    }

    /** The same, on an older copy of the state. */
    public World restartedOn(MemoryTasks olderTasks, MemoryGrants olderGrants, MemoryPosition olderPosition) {
        return new World(
                Rules.standard(),
                Optional.of(new Remains(journal, olderTasks, olderGrants, containments, olderPosition, broker)));
    }

    public OpenRequest request() {
        return new OpenRequest(
                workload(),
                "local",
                Optional.empty(),
                Optional.empty(),
                Rules.PURPOSE,
                Json.object(),
                Optional.empty(),
                Optional.empty(),
                "thumb");
    }

    public static Identity workload() {
        return new Identity(
                Identity.Kind.WORKLOAD, "local", "spiffe://local/support-bot", List.of(), "", Map.of("instance", "i1"));
    }

    public Task open() {
        return open(request());
    }

    public Task open(OpenRequest request) {
        return switch (opener.open(request)) {
            case Opening.Opened(var task) -> task;
            case Opening.Refused(var denial) -> throw new AssertionError("refused: " + denial);
        };
    }

    public Task child(Task parent) {
        OpenRequest plain = request();
        return open(new OpenRequest(
                plain.workload(),
                plain.verifier(),
                plain.user(),
                plain.agent(),
                plain.purpose(),
                plain.parameters(),
                Optional.of(parent.id()),
                plain.ttl(),
                plain.keyThumbprint()));
    }

    public static Call read() {
        return new Call(Rules.TARGET, "tools/call", "read", Json.object().put("a", 1));
    }

    /** Reads, and says what became of it. */
    public Answer read(Task task) throws InterruptedException {
        return calls.perform(task.caller(), read(), World::forward);
    }

    /** An act that forwards at once. */
    public static Outcome forward(Permit permit) {
        return permit.leave() ? Outcome.done() : Outcome.of(Outcome.Status.SUPPRESSED, "");
    }
}
