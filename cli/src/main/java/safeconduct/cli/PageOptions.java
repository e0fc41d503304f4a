package safeconduct.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list. */
public final class PageOptions {

    @Option(names = "--limit", paramLabel = "N", description = "how many at most (default: ${DEFAULT-VALUE})")
    int limit = 50;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "go on where the last answer ended")
    @Nullable
    String cursor;

    /** As parameters of a query. */
    public Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        query.put("limit", "" + limit);
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return query;
    }
}
