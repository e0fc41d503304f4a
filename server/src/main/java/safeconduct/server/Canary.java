package safeconduct.server;

import java.util.ArrayList;
import java.util.List;
import safeconduct.call.Call;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Target;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.policy.Bundle;

/**
 * A call that must be denied: of a task that does not exist, for each tool of each target.
 *
 * @param name for people
 */
record Canary(String name, Caller caller, Call call) {

    static List<Canary> all(Bundle bundle) {
        TaskId nobody = new TaskId(Ids.system().next(TaskId.PREFIX));
        Caller caller = new Caller(nobody, new Actor.Agent(new AgentName("canary"), "canary", "canary"), List.of());
        List<Canary> canaries = new ArrayList<>();
        for (Target target : bundle.targets().values()) {
            target.tools().keySet().stream()
                    .sorted()
                    .forEach(tool -> canaries.add(new Canary(
                            "`" + tool + "` of `" + target.name() + "` without a task",
                            caller,
                            new Call(target.name(), "tools/call", tool, Json.object()))));
        }
        return canaries;
    }
}
