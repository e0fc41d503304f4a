package safeconduct.gateway.rpc;

/** Codes of JSON-RPC errors. */
public final class Codes {

    public static final int PARSE = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL = -32603;

    /** A header and the body disagree, or a header is missing (MCP 2026-07-28). */
    public static final int HEADER_MISMATCH = -32020;

    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;

    /** Ours: the call was decided on, and denied. */
    public static final int DENIED = -32001;

    /** Ours: the target is away, broke off, or answered what is no answer. */
    public static final int TARGET_FAILED = -32003;

    /** Ours: too much at once, or too often. */
    public static final int LIMITED = -32005;

    private Codes() {}
}
