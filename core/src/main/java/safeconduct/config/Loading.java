package safeconduct.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Loading {

    record Loaded(Configuration configuration) implements Loading {}

    /** All problems, in order of file and place; nothing of it is used. */
    record Broken(List<Problem> problems) implements Loading {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
