package safeconduct.server.http;

import safeconduct.api.Endpoint;
import safeconduct.web.Handler;
import safeconduct.web.Routes;

/** Routes by the endpoints of the contract, so that no path is written twice. */
record Endpointed(Routes routes) {

    static Endpointed none() {
        return new Endpointed(Routes.none());
    }

    Endpointed on(Endpoint endpoint, Handler handler) {
        return new Endpointed(routes.with(endpoint.method(), endpoint.path(), handler));
    }
}
