package safeconduct.gateway.mcp;

import safeconduct.caller.Caller;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** Says who calls, from what a request proves: a task token with its proof, or a handle on loopback. */
@FunctionalInterface
public interface CallerSource {

    Claim caller(Request request);

    /** The answer. */
    sealed interface Claim {

        /** Proven, and alive as far as the credential says; the door asks for the live state itself. */
        record Verified(Caller caller) implements Claim {}

        /** Not proven: 401 with a challenge that says where a token comes from, or 403. */
        record Challenged(Response response) implements Claim {}
    }
}
