package safeconduct.cedar;

import java.util.List;

/**
 * The decision.
 *
 * @param determining ids of the policies that made it, sorted: the satisfied forbids, else the satisfied permits
 * @param errors the policies that could not be evaluated, sorted by id
 */
public record Answer(boolean allowed, List<String> determining, List<PolicyError> errors) {}
