package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import safeconduct.kernel.Secret;

class ScramVerifierTest {

    /** Password, salt and count are those of RFC 7677 section 3; that PostgreSQL agrees, every log-in of these tests shows. */
    @Test
    void computesWhatAServerKeeps() {
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        assertEquals(
                "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                ScramVerifier.of(Secret.of("pencil"), salt, 4096));
    }
}
