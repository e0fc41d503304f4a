package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Caller;
import safeconduct.catalog.Target;
import safeconduct.gateway.reply.Reply;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Connections;
import safeconduct.gateway.upstream.Stop;
import safeconduct.kernel.Json;

/**
 * One request of an agent, checked, on its way.
 *
 * @param headers of the stateless era that go with it to a target of that era
 * @param session absent in the stateless era
 * @param stop stops it, whoever wants to
 */
record Asking(
        Caller caller,
        Target target,
        Message.Request request,
        Era era,
        Map<String, String> headers,
        Optional<Session> session,
        Stop stop,
        Reply reply) {

    void fail(int code, String message) {
        reply.end(Failure.of(code, message).to(request.id()));
    }

    void refuse(Denials.Why why) {
        reply.end(Denials.to(request, era, why));
    }

    void answer(ObjectNode result) {
        reply.end(Message.Response.of(request.id(), "result", result));
    }

    Connections.Wanted wanted() {
        ObjectNode capabilities = Json.object();
        session.map(Session::capabilities).ifPresent(all -> {
            for (String known : new String[] {"elicitation", "sampling", "roots"}) {
                if (all.has(known)) {
                    capabilities.set(known, all.get(known));
                }
            }
        });
        return new Connections.Wanted(caller.task(), target, era, capabilities);
    }
}
