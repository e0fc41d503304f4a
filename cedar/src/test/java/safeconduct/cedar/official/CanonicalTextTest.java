package safeconduct.cedar.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.corpus.Sample;
import safeconduct.cedar.json.PolicyJson;

/** There is one text for a policy: printing and reading it again changes neither the tree nor the text. */
class CanonicalTextTest {

    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @Test
    void isReadAsTheSameTreeAndPrintedAsTheSameText() throws IOException {
        List<String> texts = new ArrayList<>(OddTextsTest.texts().toList());
        Sample.of(500, SEED).forEach(sample -> texts.add(sample.policies()));
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            texts.add(new RandomScenarios(random).next().text());
        }
        int read = 0;
        for (String text : texts) {
            read += same(text) ? 1 : 0;
        }
        assertTrue(read > 2_000, "too few texts were good to mean anything: " + read);
    }

    private static boolean same(String text) {
        PolicySet policies;
        try {
            policies = PolicySet.parse("p", text);
        } catch (CedarSyntaxException unread) {
            return false;
        }
        String where = "repeat with -Dseed=" + SEED + ": " + text;
        String printed = policies.text();
        PolicySet again = PolicySet.parse("p", printed);
        assertEquals(policies, again, where);
        assertEquals(printed, again.text(), where);
        assertEquals(policies, PolicyJson.read("p", PolicyJson.write(policies).text()), where);
        return true;
    }
}
