/** See {@code README.md}. */
module safeconduct.ledger {
    requires transitive java.net.http;

    exports safeconduct.ledger;
    exports safeconduct.ledger.merkle;
    exports safeconduct.ledger.note;
    exports safeconduct.ledger.tile;
    exports safeconduct.ledger.witness;
}
