package safeconduct.web;

/** Answers a request. The whole of the server is handlers around handlers. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
