package safeconduct.policy;

import java.util.Set;
import safeconduct.caller.Actor;
import safeconduct.catalog.Effect;
import safeconduct.catalog.TargetName;

/**
 * What users of one verified group may have done on their behalf.
 *
 * @param issuer who must have said that the user is in the group
 * @param most the strongest effect
 */
public record UserCeiling(String issuer, String group, Set<String> purposes, Set<TargetName> targets, Effect most) {

    public UserCeiling {
        purposes = Set.copyOf(purposes);
        targets = Set.copyOf(targets);
    }

    public boolean covers(Actor.Human user, String purpose) {
        return issuer.equals(user.issuer()) && user.groups().contains(group) && purposes.contains(purpose);
    }

    public boolean covers(Actor.Human user, String purpose, TargetName target, Effect effect) {
        return covers(user, purpose) && targets.contains(target) && effect.compareTo(most) <= 0;
    }
}
