package safeconduct.cedar.schema;

/** The types without parts. */
public final class Primitive {
    /** A truth value. */
    public static final CedarType BOOL = new CedarType.Bool(CedarType.Truth.ANY);

    /** Surely true. */
    public static final CedarType TRUE = new CedarType.Bool(CedarType.Truth.TRUE);

    /** Surely false. */
    public static final CedarType FALSE = new CedarType.Bool(CedarType.Truth.FALSE);

    /** A whole number. */
    public static final CedarType LONG = new CedarType.LongType();

    /** A text. */
    public static final CedarType STRING = new CedarType.StringType();

    private Primitive() {}
}
