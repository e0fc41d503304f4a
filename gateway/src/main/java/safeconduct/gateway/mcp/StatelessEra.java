package safeconduct.gateway.mcp;

import java.util.List;
import java.util.Optional;
import safeconduct.call.Door;
import safeconduct.gateway.reply.WholeReply;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.web.Response;

/** Agents that speak without sessions: 2026-07-28. Each request stands for itself. */
final class StatelessEra {

    private static final System.Logger LOG = System.getLogger(StatelessEra.class.getName());

    private final Door door;
    private final Serving serving;
    private final Responding responding;

    StatelessEra(Door door, Serving serving, Responding responding) {
        this.door = door;
        this.serving = serving;
        this.responding = responding;
    }

    Response request(McpDoor.Visit visit, Message.Request request) {
        Optional<Failure> wrong = HeaderCheck.check(visit.http().headers(), request);
        if (wrong.isPresent()) {
            return Responding.failure(400, wrong.get(), request);
        }
        Responding.Understood understood = new Responding.Understood(
                visit, request, Era.STATELESS, HeaderCheck.passed(visit.http().headers()), Optional.empty());
        return switch (request.method()) {
            case "server/discover" -> discover(understood);
            case Subscriptions.METHOD -> responding.listen(understood, new Subscriptions(door, serving));
            default -> responding.respond(understood);
        };
    }

    private Response discover(Responding.Understood understood) {
        McpDoor.Visit visit = understood.visit();
        try {
            Upstream upstream = serving.upstream(understood.asking(new WholeReply(Era.STATELESS, false), new Stop()));
            List<String> visible =
                    door.visibleTools(visit.caller(), visit.target().name());
            return Responding.answer(
                    understood.request(),
                    Offer.discovered(visit.target().name().value(), upstream.greeting(), visible));
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.DEBUG, "a target cannot be discovered", fault);
            Failure failure = Failure.of(Codes.TARGET_FAILED, String.valueOf(fault.getMessage()));
            return Responding.failure(502, failure, understood.request());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "the server is stopping", hurried);
        }
    }
}
