package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Messages;
import safeconduct.gateway.rpc.Wire;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;

/**
 * Lines of JSON with a child process. Several calls at once share the pipe, told apart by id; what a child says during a
 * call without naming it belongs to the only call in flight, and to none when there are several.
 */
final class StdioTransport implements Transport {

    private static final System.Logger LOG = System.getLogger(StdioTransport.class.getName());

    /** A child that answers so often what nobody asked lies or is broken. */
    private static final int STRAYS_MAX = 100;

    private final Child child;
    private final Limits limits;
    private final Map<Id, Mailbox> calls = new ConcurrentHashMap<>();
    private final List<Mailbox> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    private StdioTransport(Child child, Limits limits) {
        this.child = child;
        this.limits = limits;
    }

    static StdioTransport over(Child child, Limits limits, Background background) {
        StdioTransport transport = new StdioTransport(child, limits);
        background.startBlocking("answers of a child", transport::read);
        return transport;
    }

    @Override
    public Ended exchange(Message.Request request, Map<String, String> headers, Stop stop, Receiver in)
            throws InterruptedException {
        Mailbox mailbox = new Mailbox(request.progressToken(), limits.waitingMax());
        request.progressToken().ifPresent(this::refuseTokenInUse);
        if (calls.putIfAbsent(request.id(), mailbox) != null) {
            throw new Fault(Fault.Code.CONFLICT, "an id is used twice");
        }
        stop.whenStopped(mailbox::stop);
        try {
            if (!open) {
                throw ended();
            }
            if (stop.stopped()) {
                return Ended.STOPPED;
            }
            child.write(request.wire().line());
            return deliver(mailbox, in);
        } finally {
            calls.remove(request.id());
        }
    }

    private void refuseTokenInUse(JsonNode token) {
        if (calls.values().stream().anyMatch(call -> call.token().equals(Optional.of(token)))) {
            throw new Fault(Fault.Code.INVALID, "another call of this task in flight has the same progress token");
        }
    }

    private static Ended deliver(Mailbox mailbox, Receiver in) throws InterruptedException {
        while (true) {
            Mailbox.Item item = mailbox.take();
            switch (item) {
                case Mailbox.Item.Mail(var message) -> {
                    in.receive(message);
                    if (message instanceof Message.Response) {
                        return Ended.ANSWERED;
                    }
                }
                case Mailbox.Item.Stopped stopped -> {
                    return Ended.STOPPED;
                }
                case Mailbox.Item.Broken(var why) -> throw new Fault(Fault.Code.UNAVAILABLE, why);
            }
        }
    }

    @Override
    public void send(Wire message, Map<String, String> headers) throws InterruptedException {
        child.write(message.line());
    }

    @Override
    public void listen(Map<String, String> headers, Stop stop, Receiver in) throws InterruptedException {
        Mailbox mailbox = new Mailbox(Optional.empty(), limits.waitingMax());
        listeners.add(mailbox);
        stop.whenStopped(mailbox::stop);
        try {
            if (open) {
                deliver(mailbox, in);
            }
        } finally {
            listeners.remove(mailbox);
        }
    }

    private void read() throws InterruptedException {
        Optional<String> why = Optional.empty();
        try {
            Lines lines = new Lines(child.stdout(), limits.messageBytesMax());
            int strays = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent() && strays < STRAYS_MAX; line = lines.next()) {
                strays += line.get().length == 0 || route(Messages.fromTarget(line.get())) ? 0 : 1;
            }
        } catch (IOException broken) {
            LOG.log(System.Logger.Level.DEBUG, "reading from a child", broken);
        } catch (Fault nonsense) {
            why = Optional.of(String.valueOf(nonsense.getMessage()));
        } finally {
            end(why.orElseGet(child::epitaph));
        }
    }

    /** Whether somebody was meant. */
    private boolean route(Message message) throws InterruptedException {
        return switch (message) {
            case Message.Response response -> {
                Mailbox call = calls.get(response.id());
                yield call != null && call.put(message);
            }
            case Message.Notification said -> notified(said);
            case Message.Request asked -> {
                Optional<Mailbox> only = onlyCall();
                if (only.isEmpty()) {
                    refuse(asked);
                }
                yield only.isEmpty() || only.get().put(asked);
            }
            case Message.Invalid invalid -> {
                LOG.log(System.Logger.Level.DEBUG, "a child sent a malformed message: " + invalid.why());
                yield false;
            }
        };
    }

    private boolean notified(Message.Notification said) {
        JsonNode token = said.params().get("progressToken");
        if (said.method().equals("notifications/progress") && token != null) {
            return calls.values().stream()
                    .filter(call -> call.token().equals(Optional.of(token)))
                    .findFirst()
                    .map(call -> call.put(said))
                    .orElse(false);
        }
        if (said.method().equals("notifications/message")) {
            onlyCall().ifPresent(call -> call.put(said));
            return true;
        }
        listeners.forEach(listener -> listener.put(said));
        return true;
    }

    private Optional<Mailbox> onlyCall() {
        List<Mailbox> all = List.copyOf(calls.values());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private void refuse(Message.Request asked) throws InterruptedException {
        Failure failure = Failure.of(Codes.INTERNAL, "it cannot be told which call caused this request");
        child.write(failure.to(asked.id()).wire());
    }

    private void end(String why) {
        open = false;
        calls.values().forEach(call -> call.breakOff(why));
        listeners.forEach(listener -> listener.breakOff(why));
        child.close();
    }

    private Fault ended() {
        return new Fault(Fault.Code.UNAVAILABLE, child.epitaph());
    }

    @Override
    public void greeted() {
        child.working();
    }

    @Override
    public boolean open() {
        return open && child.alive();
    }

    @Override
    public void close() {
        end("the connection to the target was closed");
    }
}
