package safeconduct.cedar;

/** How deep values are. */
final class Levels {
    private Levels() {}

    /** Of a set or record with these in it. */
    static int above(Value[] values) {
        int most = 0;
        for (Value value : values) {
            if (value instanceof Value.RecordValue attributes) {
                most = Math.max(most, attributes.levels());
            } else if (value instanceof Value.SetValue set) {
                most = Math.max(most, set.levels());
            }
        }
        if (most >= Value.LEVELS_MAX) {
            throw new EvaluationException("a value of more than " + Value.LEVELS_MAX + " levels");
        }
        return most + 1;
    }
}
