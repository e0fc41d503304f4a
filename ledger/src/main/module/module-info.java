/** See {@code README.md}. */
module safeconduct.ledger {
    exports safeconduct.ledger;
}
