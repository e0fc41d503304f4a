package safeconduct.tidy;

/**
 * One place that breaks a rule, and the cure: {@code Door.java:12 calls Instant.now: use Time.now}.
 *
 * @param line counted from one; 0 where the whole file is meant
 */
record Complaint(String file, int line, String message) {

    static Complaint at(Source source, int line, String message) {
        return new Complaint(source.name(), line, message);
    }

    static Complaint of(Source source, String message) {
        return new Complaint(source.name(), 0, message);
    }

    @Override
    public String toString() {
        return line == 0 ? file + " " + message : file + ":" + line + " " + message;
    }
}
