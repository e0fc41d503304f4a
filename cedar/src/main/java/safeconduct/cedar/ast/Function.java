package safeconduct.cedar.ast;

/** The functions of the extension types. */
public enum Function {
    DECIMAL("decimal", false, 1),
    LESS_THAN("lessThan", true, 2),
    LESS_THAN_OR_EQUAL("lessThanOrEqual", true, 2),
    GREATER_THAN("greaterThan", true, 2),
    GREATER_THAN_OR_EQUAL("greaterThanOrEqual", true, 2),
    IP("ip", false, 1),
    IS_IPV4("isIpv4", true, 1),
    IS_IPV6("isIpv6", true, 1),
    IS_LOOPBACK("isLoopback", true, 1),
    IS_MULTICAST("isMulticast", true, 1),
    IS_IN_RANGE("isInRange", true, 2),
    DATETIME("datetime", false, 1),
    DURATION("duration", false, 1),
    OFFSET("offset", true, 2),
    DURATION_SINCE("durationSince", true, 2),
    TO_DATE("toDate", true, 1),
    TO_TIME("toTime", true, 1),
    TO_MILLISECONDS("toMilliseconds", true, 1),
    TO_SECONDS("toSeconds", true, 1),
    TO_MINUTES("toMinutes", true, 1),
    TO_HOURS("toHours", true, 1),
    TO_DAYS("toDays", true, 1);

    private final String word;
    private final boolean method;
    private final int arguments;

    Function(String word, boolean method, int arguments) {
        this.word = word;
        this.method = method;
        this.arguments = arguments;
    }

    /** Its name. */
    public String word() {
        return word;
    }

    /** True when it is called on its first argument. */
    public boolean isMethod() {
        return method;
    }

    /** How many arguments it takes, the one it is called on included. */
    public int arguments() {
        return arguments;
    }
}
