/** See {@code README.md}. */
module safeconduct.cedar {
    exports safeconduct.cedar;
    exports safeconduct.cedar.ast;
    exports safeconduct.cedar.explain;
    exports safeconduct.cedar.json;
    exports safeconduct.cedar.lint;
    exports safeconduct.cedar.partial;
    exports safeconduct.cedar.schema;
    exports safeconduct.cedar.validate;
}
