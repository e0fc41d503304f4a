package safeconduct.cedar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.schema.Schema;

class EntitiesJsonTest {
    private static final String MARKED = """
        [{"uid": {"__entity": {"type": "User", "id": "a"}}, "parents": [{"type": "Group", "id": "g"}],
          "attrs": {"boss": {"__entity": {"type": "User", "id": "b"}}, "ip": {"__extn": {"fn": "ip", "arg": "10.0.0.1"}},
                    "limits": [{"__extn": {"fn": "decimal", "arg": "1.5"}}], "n": -3},
          "tags": {"t": {"__extn": {"fn": "duration", "arg": "1h"}}}}]
        """;

    @Test
    void readsWithoutMarksWhereASchemaKnowsTheType() {
        Schema schema = Schema.parse("s", """
            entity Group;
            entity User in [Group] = { boss: User, ip: ipaddr, limits: Set<decimal>, n: Long } tags duration;
            """);
        String plain = """
            [{"uid": {"type": "User", "id": "a"}, "parents": [{"type": "Group", "id": "g"}],
              "attrs": {"boss": {"type": "User", "id": "b"}, "ip": "10.0.0.1", "limits": ["1.5"], "n": -3},
              "tags": {"t": "1h"}}]
            """;
        assertEquals(EntitiesJson.read("e", MARKED), EntitiesJson.read("e", plain, schema));
        assertEquals(EntitiesJson.read("e", MARKED), EntitiesJson.read("e", MARKED, schema));
    }

    @Test
    void writesWhatItReads() {
        List<Entity> entities = EntitiesJson.read("e", MARKED);
        assertEquals(
                entities, EntitiesJson.read("e", EntitiesJson.write(entities).pretty()));
        assertEquals(
                new EntityUid("User", "b"), entities.getFirst().attributes().get("boss"));
        assertEquals(Value.duration("1h"), entities.getFirst().tags().get("t"));
    }

    @Test
    void refusesWhatCedarCannotHold() {
        for (String bad :
                List.of("null", "1.5", "9223372036854775808", "{\"__extn\": {\"fn\": \"ip\", \"arg\": \"x\"}}")) {
            String text =
                    "[{\"uid\": {\"type\": \"U\", \"id\": \"a\"}, \"parents\": [], \"attrs\": {\"x\": " + bad + "}}]";
            assertThrows(CedarSyntaxException.class, () -> EntitiesJson.read("e", text), bad);
        }
    }
}
