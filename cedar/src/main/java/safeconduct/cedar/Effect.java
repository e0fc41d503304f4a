package safeconduct.cedar;

/** What a policy does when it is satisfied. */
public enum Effect {
    PERMIT,
    FORBID;

    /** The keyword. */
    public String word() {
        return this == PERMIT ? "permit" : "forbid";
    }
}
