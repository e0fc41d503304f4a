package safeconduct.cedar.validate;

import safeconduct.cedar.SyntaxError;

/**
 * One thing that is wrong with a policy under a schema.
 *
 * @param kind one word that does not change: {@code type}, {@code attribute}, {@code optional} (may be missing), {@code entity},
 *     {@code action}, {@code scope}, {@code level}
 * @param place where, as far as known
 */
public record Problem(String policy, String kind, SyntaxError place) {

    @Override
    public String toString() {
        return "policy `" + policy + "`: " + place.render();
    }
}
