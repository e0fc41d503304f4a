package safeconduct.server.http;

import safeconduct.api.Endpoint;
import safeconduct.web.Handler;
import safeconduct.web.Routes;

/** Routes by the endpoints of the contract: no path is written twice, and none is without its gate. */
record Endpointed(Routes routes, Gates gates) {

    static Endpointed behind(Gates gates) {
        return new Endpointed(Routes.none(), gates);
    }

    Endpointed on(Endpoint endpoint, Handler handler) {
        Handler gated =
                switch (endpoint.who()) {
                    case ANYONE -> handler;
                    case ADMIN -> gates.admin().apply(handler);
                    case TASK -> gates.task().apply(handler);
                };
        return new Endpointed(routes.with(endpoint.method(), endpoint.path(), gated), gates);
    }
}
