package safeconduct.cedar.official;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.Answer;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicyError;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;

/** The corners of the language, line by line: a condition, or after {@code P} a whole policy. */
class OddTextsTest {
    private static final Request REQUEST = new Request(
            new EntityUid("User", "a"), new EntityUid("Action", "a"), new EntityUid("R", "r"), Value.RecordValue.EMPTY);
    private static final List<Entity> ENTITIES = List.of(new Entity(
            REQUEST.principal(),
            Set.of(new EntityUid("G", "g")),
            Map.of("s", Value.of("x"), "if", Value.of(true)),
            Map.of("t", Value.of(1))));

    static Stream<String> texts() throws IOException {
        try (InputStream in = Objects.requireNonNull(OddTextsTest.class.getResourceAsStream("/cedar/odd-texts.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.startsWith("P ")
                            ? line.substring(2)
                            : "permit(principal,action,resource) when { " + line + " };");
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsAndAnswersAsTheOfficialEngineDoes(String text) {
        Official.Verdict official = Official.authorize(text, ENTITIES, REQUEST);
        if (official.refusal().contains("static policy set includes a template")) {
            assertEquals(1, PolicySet.parse("odd", text).policies().size());
            return;
        }
        assertEquals(official.read() ? shown(official) : "refused", ours(text));
    }

    private static String shown(Official.Verdict verdict) {
        return verdict.allowed() + " " + verdict.determining() + " " + verdict.erring();
    }

    private static String ours(String text) {
        try {
            Answer answer = PolicySet.parse("odd", text).authorize(REQUEST, Entities.of(ENTITIES));
            Set<String> erring =
                    answer.errors().stream().map(PolicyError::policyId).collect(Collectors.toSet());
            return shown(new Official.Verdict(answer.allowed(), Set.copyOf(answer.determining()), erring, ""));
        } catch (CedarSyntaxException e) {
            return "refused";
        }
    }
}
