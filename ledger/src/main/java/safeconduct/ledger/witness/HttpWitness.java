package safeconduct.ledger.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import safeconduct.ledger.LedgerFault;

/**
 * A witness behind HTTP.
 *
 * @param base its address, without {@code /add-checkpoint}
 * @param timeout how long an answer may take
 */
public record HttpWitness(HttpClient client, URI base, Duration timeout) implements WitnessPort {

    private static final int ANSWER_MAX = 16 * 1024;

    @Override
    public Answer addCheckpoint(String body) {
        var request = HttpRequest.newBuilder(URI.create(base + "/add-checkpoint"))
                .timeout(timeout)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_MAX));
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException away) {
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "witness `" + base + "` does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "stopped while asking witness `" + base + "`", stopped);
        }
    }
}
