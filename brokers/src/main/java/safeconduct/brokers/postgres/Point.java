package safeconduct.brokers.postgres;

/** Every place between two steps of minting and revoking: what a crash there leaves, {@code revoke} must be able to remove. */
enum Point {
    MINT_BEGUN,
    MINT_ROLE_MADE,
    MINT_SETTINGS_MADE,
    MINT_ROWS_MADE,
    MINT_GRANTED,
    MINT_CHECKED,
    MINT_COMMITTED,
    MINT_PROVEN,
    REVOKE_BEGUN,
    REVOKE_LOGIN_REFUSED,
    REVOKE_SESSIONS_ENDED,
    REVOKE_PREPARED_UNDONE,
    REVOKE_ROWS_DROPPED,
    REVOKE_OWNED_DROPPED,
    REVOKE_ROLE_DROPPED,
    REVOKE_PROBED,
    REVOKE_SCANNED;

    /** Told at each point; tests stop the process there. */
    @FunctionalInterface
    interface Listener {
        Listener NONE = point -> {};

        void reached(Point point);
    }
}
