package safeconduct.containment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps containments in memory; passes the same contract as the stores. */
public final class MemoryContainments implements Containments {

    private final Map<Containment.Scope, Containment> byScope = new LinkedHashMap<>();

    @Override
    public synchronized List<Containment> all() {
        return List.copyOf(byScope.values());
    }

    @Override
    public synchronized void add(Containment containment) {
        byScope.remove(containment.scope());
        byScope.put(containment.scope(), containment);
    }

    @Override
    public synchronized void remove(Containment.Scope scope) {
        byScope.remove(scope);
    }
}
