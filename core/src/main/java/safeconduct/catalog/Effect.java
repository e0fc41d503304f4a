package safeconduct.catalog;

/** What a tool does to the world, from the least to the most. */
public enum Effect {
    READ,
    WRITE,
    DELETE,
    EXECUTE,
    ADMIN
}
