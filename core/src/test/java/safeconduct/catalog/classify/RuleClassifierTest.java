package safeconduct.catalog.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.catalog.Effect;
import safeconduct.kernel.Json;

class RuleClassifierTest {

    private static final Classifier RULES = new RuleClassifier();

    static Stream<ToolRows> tools() {
        return ToolRows.all();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void saysOfAToolWhatItDoes(ToolRows row) {
        ToolFacts facts = RULES.classify(row.tool());
        assertEquals(row.effect(), facts.effect(), () -> "effect: " + facts.reasons());
        row.reach().ifPresent(reach -> assertEquals(reach, facts.reach(), () -> "reach: " + facts.reasons()));
        row.roles()
                .forEach((path, role) ->
                        assertEquals(role, facts.roles().get(path), () -> path + ": " + facts.reasons()));
        row.authors()
                .ifPresent(authors ->
                        assertEquals(authors, facts.result().authors(), () -> "authors: " + facts.reasons()));
    }

    @Test
    void takesWhatItDoesNotKnowForAnOpenWriteOfStrangers() {
        ToolFacts facts = RULES.classify(ToolRows.tool("frobnicate", "Zorks the quux.", "blarg"));
        assertEquals(Effect.WRITE, facts.effect());
        assertEquals(Reach.OPEN, facts.reach());
        assertEquals(Role.SELECTOR, facts.roles().get("blarg"));
        assertTrue(!facts.reversible(), facts::toString);
    }

    @Test
    void opensAClosedWriteWhenAnOutwardParameterIsFilled() {
        ToolFacts facts = RULES.classify(
                ToolRows.tool("create_calendar_event", "Creates a new calendar event.", "title participants[]"));
        assertEquals(Reach.CLOSED, facts.reach(Json.parse("{\"title\":\"Lunch\"}")));
        assertEquals(Reach.CLOSED, facts.reach(Json.parse("{\"title\":\"Lunch\",\"participants\":[]}")));
        assertEquals(Reach.CLOSED, facts.reach(Json.parse("{\"title\":\"Lunch\",\"participants\":null}")));
        assertEquals(Reach.OPEN, facts.reach(Json.parse("{\"title\":\"Lunch\",\"participants\":[\"a@b.example\"]}")));
        assertEquals(Reach.OPEN, facts.reach(Json.parse("{\"title\":\"Lunch\",\"participants\":\"a@b.example\"}")));
        assertTrue(facts.sends(Json.parse("{\"participants\":[\"a@b.example\"]}")));
    }

    @Test
    void findsParametersBehindReferencesVariantsAndArrays() {
        ToolDescription tool = ToolDescription.of(Json.parse("""
            {"name": "send_invoice", "description": "Sends an invoice.",
             "inputSchema": {"type": "object",
              "$defs": {"Party": {"type": "object", "properties": {"email": {"type": "string"}}}},
              "properties": {
               "party": {"$ref": "#/$defs/Party"},
               "copies": {"anyOf": [{"type": "array", "items": {"type": "object", "properties": {"url": {"type": "string"}}}},
                                    {"type": "null"}]},
               "note": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}}
            """));
        ToolFacts facts = RULES.classify(tool);
        assertEquals(Role.DESTINATION, facts.roles().get("party.email"));
        assertEquals(Role.DESTINATION, facts.roles().get("copies[].url"));
        assertEquals(Role.CONTENT, facts.roles().get("note"));
    }

    @Test
    void takesTheStrictestOfTheActionsThatAParameterOffers() {
        ToolDescription tool = ToolDescription.of(Json.parse("""
            {"name": "label_write", "description": "Works with labels.", "inputSchema": {"properties": {
             "method": {"type": "string", "enum": ["create", "update", "delete"]}, "name": {"type": "string"}}}}
            """));
        assertEquals(Effect.DELETE, RULES.classify(tool).effect());
    }

    @Test
    void readsADescriptionThatSaysMoreThanTheName() {
        ToolFacts facts = RULES.classify(ToolRows.tool("get_rid", "Deletes the account of the customer.", "id"));
        assertEquals(Effect.DELETE, facts.effect());
    }
}
