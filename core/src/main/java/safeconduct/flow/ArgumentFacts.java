package safeconduct.flow;

import safeconduct.catalog.classify.Role;
import safeconduct.flow.trace.Origin;

/**
 * What is known about one value of a call.
 *
 * @param path of the parameter: {@code a}, {@code a.b}, {@code a[]}
 * @param value as it was sent, for people; never more than its first 120 characters
 * @param carriesPrivate data that is not for everyone stands in it, in some writing, and nobody vouched for the whole
 */
public record ArgumentFacts(String path, Role role, Origin origin, String value, boolean carriesPrivate) {

    static final int SHOWN_MAX = 120;

    public ArgumentFacts {
        value = value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
    }
}
