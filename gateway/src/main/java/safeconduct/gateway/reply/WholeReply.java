package safeconduct.gateway.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.web.Response;

/** An answer that goes out whole: as JSON, or as events where something came before the response. */
public final class WholeReply implements Reply {

    /** How much a call may say before its result, while nobody reads it as a stream. */
    private static final int HELD_EVENTS_MAX = 256;

    private final Era era;
    private final boolean readsEvents;
    private final List<Wire> events = new ArrayList<>();
    private Optional<Message.Response> response = Optional.empty();

    /** @param readsEvents whether the agent accepts a stream of events */
    public WholeReply(Era era, boolean readsEvents) {
        this.era = era;
        this.readsEvents = readsEvents;
    }

    @Override
    public synchronized void event(Wire message) {
        if (readsEvents && response.isEmpty() && events.size() < HELD_EVENTS_MAX) {
            events.add(message);
        }
    }

    @Override
    public synchronized void end(Message.Response ending) {
        if (response.isEmpty()) {
            response = Optional.of(ending);
        }
    }

    @Override
    public synchronized boolean ended() {
        return response.isPresent();
    }

    @Override
    public boolean live() {
        return false;
    }

    /** What is sent; there must be a response. */
    public synchronized Response response() {
        Message.Response ending = response.orElseThrow();
        if (events.isEmpty()) {
            return Response.bytes(
                    status(era, ending), "application/json", ending.wire().bytes());
        }
        List<Wire> all = new ArrayList<>(events);
        all.add(ending.wire());
        return Response.stream(200, EventStream.TYPE, out -> {
            for (Wire wire : all) {
                EventStream.write(wire, out);
            }
        });
    }

    /** In sessions every response is HTTP's 200; without them some errors have a status of their own. */
    private static int status(Era era, Message.Response response) {
        if (era == Era.SESSION) {
            return 200;
        }
        return switch (response.code()) {
            case Codes.METHOD_NOT_FOUND -> 404;
            case Codes.PARSE,
                    Codes.INVALID_REQUEST,
                    Codes.HEADER_MISMATCH,
                    Codes.MISSING_CAPABILITY,
                    Codes.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }
}
