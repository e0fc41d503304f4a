package safeconduct.server.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import safeconduct.api.AgentView;
import safeconduct.api.CanI;
import safeconduct.api.Endpoints;
import safeconduct.api.Page;
import safeconduct.api.PolicyView;
import safeconduct.api.PurposeView;
import safeconduct.api.TargetView;
import safeconduct.caller.AgentName;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Fault;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** What exists and what is allowed: agents, targets, purposes, policies. */
record RuleEndpoints(Ports.Rules rules) {

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(
                        Endpoints.AGENTS,
                        request ->
                                list(rules.bundle().agents().values().stream().map(AgentView::of), AgentView::name))
                .on(Endpoints.AGENT, this::agent)
                .on(
                        Endpoints.TARGETS,
                        request ->
                                list(rules.bundle().targets().values().stream().map(TargetView::of), TargetView::name))
                .on(Endpoints.TARGET, this::target)
                .on(
                        Endpoints.PURPOSES,
                        request -> list(
                                rules.bundle().purposes().values().stream().map(PurposeView::of), PurposeView::name))
                .on(Endpoints.PURPOSE, this::purpose)
                .on(Endpoints.POLICIES, request -> Answers.of(policies()))
                .on(Endpoints.CAN_I, this::canI)
                .on(Endpoints.RELOAD, request -> Answers.of(rules.reload()))
                .routes();
    }

    private static <T> Response list(Stream<T> items, Function<T, String> name) {
        List<T> sorted = items.sorted(Comparator.comparing(name)).toList();
        return Answers.of(Page.whole(sorted));
    }

    private Response agent(Request request) {
        String name = request.parameter("agent");
        return one(rules.bundle().agent(new AgentName(name)).map(AgentView::of), "agent", name);
    }

    private Response target(Request request) {
        String name = request.parameter("target");
        return one(rules.bundle().target(new TargetName(name)).map(TargetView::of), "target", name);
    }

    private Response purpose(Request request) {
        String name = request.parameter("purpose");
        return one(rules.bundle().purpose(name).map(PurposeView::of), "purpose", name);
    }

    private static Response one(Optional<?> found, String kind, String name) {
        return Answers.of(found.orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no " + kind + " `" + name + "`")));
    }

    private PolicyView policies() {
        return new PolicyView(rules.bundle().digest().value(), rules.texts());
    }

    private Response canI(Request request) {
        return Answers.of(CanI.Answer.of(rules.whatIf(Answers.body(request, CanI.class))));
    }
}
