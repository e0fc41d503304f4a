package safeconduct.gateway.upstream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.grant.Credential;
import safeconduct.kernel.Fault;

/** Puts the task's credential where the configuration says {@code ${grant.NAME}}, at the last moment. */
final class Placeholders {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final String GRANT = "grant.";

    private Placeholders() {}

    /** @throws Fault INVALID when a place cannot be filled; names the place, never a value */
    static String fill(String template, Optional<Credential> credential) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), credential)));
    }

    private static String value(String place, Optional<Credential> credential) {
        if (!place.startsWith(GRANT)) {
            throw new Fault(Fault.Code.INVALID, "unknown placeholder `" + place + "`, expected `grant.NAME`");
        }
        return credential
                .orElseThrow(() ->
                        new Fault(Fault.Code.INVALID, "`" + place + "` is asked for, and the task has no grant here"))
                .field(place.substring(GRANT.length()))
                .reveal();
    }
}
