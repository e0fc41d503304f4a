/** See {@code README.md}. */
module safeconduct.ledger {
    exports safeconduct.ledger;
    exports safeconduct.ledger.merkle;
    exports safeconduct.ledger.note;
    exports safeconduct.ledger.tile;
}
