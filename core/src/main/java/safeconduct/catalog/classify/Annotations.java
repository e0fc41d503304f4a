package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import safeconduct.catalog.Effect;

/** The vendor's hints: believed where they say that more can happen than the words told, never where they say less. */
final class Annotations {

    private Annotations() {}

    static ToolFacts stricter(ToolFacts facts, ObjectNode hints) {
        ToolFacts stricter = facts;
        if (says(hints, "readOnlyHint", false) && facts.effect() == Effect.READ) {
            stricter =
                    with(stricter, Effect.WRITE, stricter.reach(), false, "the vendor says that it does not only read");
        }
        if (says(hints, "destructiveHint", true) && !says(hints, "readOnlyHint", true) && stricter.reversible()) {
            Effect effect = stricter.effect() == Effect.READ ? Effect.WRITE : stricter.effect();
            stricter = with(stricter, effect, stricter.reach(), false, "the vendor says that it can destroy");
        }
        if (says(hints, "openWorldHint", true) && stricter.reach() == Reach.CLOSED) {
            ToolFacts open = with(
                    stricter,
                    stricter.effect(),
                    Reach.OPEN,
                    reversible(stricter),
                    "the vendor says that it goes outside");
            stricter = open;
        }
        return stricter;
    }

    private static boolean reversible(ToolFacts facts) {
        return facts.reversible() && facts.effect() == Effect.READ;
    }

    private static boolean says(ObjectNode hints, String hint, boolean value) {
        return hints.path(hint).isBoolean() && hints.path(hint).asBoolean() == value;
    }

    private static ToolFacts with(ToolFacts facts, Effect effect, Reach reach, boolean reversible, String reason) {
        List<String> reasons = new ArrayList<>(facts.reasons());
        reasons.add(reason);
        ResultFacts result = reach == facts.reach() || facts.result().authors() != Authors.OWN
                ? facts.result()
                : new ResultFacts(Authors.MIXED, facts.result().about(), Map.of());
        return new ToolFacts(
                effect, reach, reversible, facts.roles(), facts.outward(), facts.dataClasses(), result, reasons);
    }
}
