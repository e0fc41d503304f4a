package safeconduct.gateway.mcp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalId;
import safeconduct.call.SelfService;
import safeconduct.caller.Caller;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.policy.PolicyEngine.Usage;

/** Keeps questions in memory; a test answers them. */
final class FakeSelf implements SelfService {

    private final Map<ApprovalId, Approval> asked = new ConcurrentHashMap<>();
    private final Map<ApprovalId, CountDownLatch> answers = new ConcurrentHashMap<>();

    /** A new question of a task. */
    synchronized Approval ask(Caller caller, TargetName target, String tool, long record) {
        ApprovalId id = new ApprovalId("apr_" + String.format(Locale.ROOT, "%026d", asked.size()));
        Approval approval = new Approval(
                id,
                caller.task(),
                caller.agent().name(),
                new Approval.Subject(target, "tools/call", tool),
                Digest.of(tool),
                "really?",
                List.of("p2"),
                record,
                Instant.EPOCH,
                Instant.parse("2099-01-01T00:00:00Z"),
                Approval.State.PENDING,
                "",
                "");
        asked.put(id, approval);
        answers.put(id, new CountDownLatch(1));
        return approval;
    }

    void answer(ApprovalId id, Approval.State state) {
        Approval was = asked.get(id);
        asked.put(
                id,
                new Approval(
                        id,
                        was.task(),
                        was.agent(),
                        was.subject(),
                        was.binding(),
                        was.question(),
                        was.policies(),
                        was.record(),
                        was.asked(),
                        was.until(),
                        state,
                        "Ann",
                        ""));
        answers.get(id).countDown();
    }

    List<Approval> all() {
        return List.copyOf(asked.values());
    }

    @Override
    public Approval await(Caller caller, ApprovalId id, Duration atMost) throws InterruptedException {
        Approval approval = asked.get(id);
        if (approval == null || !approval.task().equals(caller.task())) {
            throw new Fault(Fault.Code.NOT_FOUND, "no approval `" + id + "`");
        }
        answers.get(id).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return asked.get(id);
    }

    @Override
    public Approval request(Caller caller, Access access) {
        return ask(caller, access.target(), access.tool(), -1);
    }

    @Override
    public Authority authority(Caller caller) {
        return new Authority(
                "test",
                "dev",
                Instant.parse("2099-01-01T00:00:00Z"),
                List.of(new Place(new TargetName("db"), List.of("query"), new Usage(7, 8, Long.MAX_VALUE))),
                all());
    }
}
