package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import safeconduct.gateway.rpc.Message;

/** Messages for one call, in order. Bounded: an agent that reads too slowly loses its call, not our memory. Thread-safe. */
final class Mailbox {

    /** What comes out of it. */
    sealed interface Item {
        record Mail(Message message) implements Item {}

        record Stopped() implements Item {}

        record Broken(String why) implements Item {}
    }

    private final Optional<JsonNode> token;
    private final int max;
    private final Deque<Message> mail = new ArrayDeque<>();
    private Optional<Item> end = Optional.empty();
    private boolean hurry;

    /** @param token the progress token of the call, if it has one */
    Mailbox(Optional<JsonNode> token, int max) {
        this.token = token;
        this.max = max;
    }

    Optional<JsonNode> token() {
        return token;
    }

    /** Whether it was taken in. */
    synchronized boolean put(Message message) {
        if (end.isPresent()) {
            return false;
        }
        if (mail.size() >= max) {
            breakOff("the agent reads too slowly");
            return false;
        }
        mail.add(message);
        notifyAll();
        return true;
    }

    /** What has come is still handed out; then it ends. */
    synchronized void breakOff(String why) {
        if (end.isEmpty()) {
            end = Optional.of(new Item.Broken(why));
        }
        notifyAll();
    }

    /** Ends it at once. */
    synchronized void stop() {
        end = Optional.of(new Item.Stopped());
        hurry = true;
        notifyAll();
    }

    synchronized Item take() throws InterruptedException {
        while (mail.isEmpty() && end.isEmpty()) {
            wait();
        }
        if (hurry || mail.isEmpty()) {
            return end.orElseThrow();
        }
        return new Item.Mail(mail.remove());
    }
}
