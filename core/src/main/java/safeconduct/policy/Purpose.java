package safeconduct.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import safeconduct.catalog.TargetName;

/**
 * A named kind of intent that an agent may have.
 *
 * @param environment the only one that its tasks may touch
 * @param budgets of one task
 * @param windows budgets of one agent at one target over time
 * @param ttl the longest life of a task
 * @param idle how long a task may be silent
 * @param flow name of the pack of flow rules that judges its calls, or {@link #NO_FLOW}
 */
public record Purpose(
        String name,
        String description,
        List<Parameter> parameters,
        Map<TargetName, Access> targets,
        String environment,
        Set<String> dataClasses,
        Budgets budgets,
        List<Window> windows,
        Duration ttl,
        Duration idle,
        String flow) {

    /** Flow of data is not judged. */
    public static final String NO_FLOW = "off";

    /** The parameter that holds the user's words, where a purpose has one. */
    public static final String GOAL = "goal";

    public Purpose {
        parameters = List.copyOf(parameters);
        targets = Map.copyOf(targets);
        dataClasses = Set.copyOf(dataClasses);
        windows = List.copyOf(windows);
    }

    /** What a task of this purpose is told when it opens. */
    public record Parameter(String name, Type type, Optional<Pattern> pattern, boolean required) {
        /** How its value is written in JSON. */
        public enum Type {
            STRING,
            INTEGER,
            BOOLEAN
        }
    }

    /** What an agent may use at most at each target, over a sliding hour or day. */
    public record Window(Duration span, long calls, long rows, long bytes) {}

    /**
     * What a task may do at one target.
     *
     * @param tools names of the tools; their conditions are in the compiled policy
     * @param database what a minted database role may touch
     */
    public record Access(Set<String> tools, Optional<DatabaseScope> database) {
        public Access {
            tools = Set.copyOf(tools);
        }
    }
}
