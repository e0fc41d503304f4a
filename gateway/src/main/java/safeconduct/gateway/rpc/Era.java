package safeconduct.gateway.rpc;

import java.util.List;

/** The two ways in which MCP is spoken. */
public enum Era {
    /** With {@code initialize} and a session: up to 2025-11-25. */
    SESSION,
    /** Each request for itself: from 2026-07-28. */
    STATELESS;

    public static final String STATELESS_VERSION = "2026-07-28";

    /** What agents may speak in sessions, the newest first. */
    public static final List<String> SESSION_VERSIONS = List.of("2025-11-25", "2025-06-18");

    /** What targets may speak in sessions: nothing that we use has changed since. */
    public static final List<String> TARGET_SESSION_VERSIONS =
            List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    /** All that agents may speak, the newest first. */
    public static final List<String> VERSIONS =
            List.of(STATELESS_VERSION, SESSION_VERSIONS.getFirst(), SESSION_VERSIONS.getLast());

    /** Members of {@code _meta} that each stateless request carries. */
    public static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";

    public static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String META_CLIENT = "io.modelcontextprotocol/clientInfo";
    public static final String META_LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    public static final String META_SERVER = "io.modelcontextprotocol/serverInfo";
    public static final String META_SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
}
