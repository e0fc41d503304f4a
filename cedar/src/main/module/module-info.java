/** See {@code README.md}. */
module safeconduct.cedar {
    exports safeconduct.cedar;
    exports safeconduct.cedar.ast;
    exports safeconduct.cedar.explain;
    exports safeconduct.cedar.json;
    exports safeconduct.cedar.partial;
}
