package safeconduct.gateway.mcp;

import java.util.List;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** Takes the task from a header, as if a token had proven it. */
final class Callers implements CallerSource {

    static final String HEADER = "x-test-task";

    static TaskId task(int number) {
        return new TaskId("tsk_" + String.format(java.util.Locale.ROOT, "%026d", number));
    }

    static Actor.Agent agent(String instance) {
        return new Actor.Agent(new AgentName("test-agent"), instance, "spiffe://test/agent");
    }

    @Override
    public Claim caller(Request request) {
        return request.headers()
                .first(HEADER)
                .or(() -> Optional.ofNullable(System.getProperty(HEADER))) // For peers that cannot send it.
                .<Claim>map(number ->
                        new Claim.Verified(new Caller(task(Integer.parseInt(number)), agent(number), List.of())))
                .orElseGet(() -> new Claim.Challenged(
                        Response.of(401).with("www-authenticate", "Bearer resource_metadata=\"http://localhost/x\"")));
    }
}
