package safeconduct.catalog.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Effect;

/**
 * What an operator said of a tool beside its effect and data classes. It wins over every rule, in both directions; what is not
 * said stays as the classifier found it.
 *
 * @param reversible whether the owner can take a call back
 * @param roles by path of the parameter; a {@code destination} counts as outward, any other role does not
 * @param results who can write what it returns
 * @param fields trust of fields of its results, by lower-case name
 */
public record Said(
        Optional<Reach> reach,
        Optional<Boolean> reversible,
        Map<String, Role> roles,
        Optional<Authors> results,
        Map<String, Trust> fields) {

    /** Nothing was said. */
    public static final Said NOTHING =
            new Said(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Map.of());

    public Said {
        roles = Map.copyOf(roles);
        fields = Map.copyOf(fields);
    }

    /**
     * The facts with what was said in place of what was found.
     *
     * @param effect as the operator says it; without one, as found
     * @param dataClasses as the operator says them; none leaves what was found
     */
    public ToolFacts over(ToolFacts found, Optional<Effect> effect, Set<String> dataClasses) {
        Map<String, Role> both = new HashMap<>(found.roles());
        both.putAll(roles);
        Set<String> outward = new HashSet<>(found.outward());
        roles.forEach((path, role) -> {
            if (role == Role.DESTINATION) {
                outward.add(path);
            } else {
                outward.remove(path);
            }
        });
        Map<String, Trust> trust = new HashMap<>(found.result().fields());
        trust.putAll(fields);
        ResultFacts result = new ResultFacts(
                results.orElse(found.result().authors()), found.result().about(), trust);
        List<String> reasons = new ArrayList<>(found.reasons());
        if (!equals(NOTHING) || !effect.equals(Optional.of(found.effect()))) {
            reasons.add("the operator's word wins over the rules");
        }
        return new ToolFacts(
                effect.orElse(found.effect()),
                reach.orElse(found.reach()),
                reversible.orElse(found.reversible()),
                both,
                outward,
                dataClasses.isEmpty() ? found.dataClasses() : dataClasses,
                result,
                reasons);
    }
}
