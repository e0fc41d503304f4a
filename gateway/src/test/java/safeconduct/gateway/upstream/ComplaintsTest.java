package safeconduct.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.Target.Connection.Stdio;
import safeconduct.gateway.rpc.Era;
import safeconduct.grant.Credential;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;

class ComplaintsTest {

    private static final Logger LOGGER = Logger.getLogger(Complaints.class.getName());

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                logged.add(new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void deafen() {
        LOGGER.removeHandler(handler);
    }

    private static Complaints of(String text, String password) {
        Complaints complaints = new Complaints(
                7, Optional.of(new Credential("sc_x", Map.of("password", Secret.of(password)), Instant.EPOCH)));
        complaints.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return complaints;
    }

    @Test
    void saysWhyACommandCouldNotStart() {
        assertTrue(of("sh: 1: no-such: not found\n", "pw").told());
        assertEquals(
                List.of("the command of a target, process 7, ended before it said what it is: sh: 1: no-such: not"
                        + " found"),
                logged);
    }

    @Test
    void hidesTheCredentialAlsoAtTheCut() {
        Complaints complaints = of("s3cret ".repeat(400) + "\nlogging in with s3cret\u001b[2J failed\n", "s3cret");
        assertTrue(complaints.told());
        assertFalse(logged.getFirst().contains("cret "), logged.getFirst());
        assertTrue(logged.getFirst().endsWith("logging in with ***?[2J failed"), logged.getFirst());
    }

    @Test
    void keepsNothingOfAChildThatWorked() {
        Complaints complaints = of("row 1: Ada Lovelace\n", "pw");
        complaints.forget();
        assertFalse(complaints.told());
        assertEquals(List.of(), logged);
    }

    @Test
    void tellsTheAgentWhereToLookAndNothingOfTheText() throws InterruptedException {
        Background background = new Background(name -> {
            throw new IllegalStateException(name);
        });
        Limits limits = new Limits(1024, Duration.ofSeconds(20), Duration.ofSeconds(20), 3, 32);
        Timers timers = new Timers(Time.system(), background);
        try (Connector connector = new Connector(limits, timers, background)) {
            Stdio place = new Stdio(List.of("/no/such/program"), Map.of(), Optional.empty());
            Fault fault = assertThrows(
                    Fault.class,
                    () -> connector.connect(place, Optional::empty, Era.SESSION, Json.object(), new Stop()));
            assertEquals(
                    "the target has ended before it said what it is; the log of the server has what it wrote last",
                    fault.getMessage());
            assertTrue(logged.getFirst().contains("/no/such/program"), logged.toString());
        }
    }
}
