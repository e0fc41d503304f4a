/** See {@code README.md}. */
module safeconduct.cedar {
    exports safeconduct.cedar;
    exports safeconduct.cedar.ast;
}
