package safeconduct.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.TaskId;

/** Keeps openings in memory; passes the same contract as the stores. */
public final class MemoryOpenings implements Openings {

    private record Place(long record, String field) {}

    private final Map<Place, Hidden> hidden = new HashMap<>();
    private final Map<TaskId, Set<Place>> places = new HashMap<>();

    @Override
    public synchronized void keep(TaskId task, long record, Map<String, Hidden> fields) {
        fields.forEach((field, value) -> {
            Place place = new Place(record, field);
            hidden.put(place, value);
            places.computeIfAbsent(task, none -> new HashSet<>()).add(place);
        });
    }

    @Override
    public synchronized Optional<Hidden> find(long record, String field) {
        return Optional.ofNullable(hidden.get(new Place(record, field)));
    }

    @Override
    public synchronized void erase(TaskId task) {
        Set<Place> erased = places.remove(task);
        if (erased != null) {
            erased.forEach(hidden::remove);
        }
    }
}
