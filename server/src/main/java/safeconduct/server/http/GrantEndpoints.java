package safeconduct.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.api.Endpoints;
import safeconduct.api.GrantView;
import safeconduct.api.Page;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.GrantId;
import safeconduct.grant.Grants;
import safeconduct.kernel.Fault;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** Grants, and what no grant explains. */
record GrantEndpoints(Grants grants, GrantDesk desk, Ports.Rules rules) {

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.GRANTS, this::list)
                .on(Endpoints.GRANT, this::show)
                .on(Endpoints.ORPHANS, this::orphans)
                .routes();
    }

    private Response list(Request request) {
        if (Answers.flag(request, "open")) {
            return Answers.of(
                    Page.whole(grants.open().stream().map(GrantView::of).toList()));
        }
        int limit = Answers.limit(request);
        Optional<GrantId> before = Answers.query(request, "cursor").map(GrantId::new);
        List<Grant> found = grants.page(before, limit + 1);
        return Answers.of(
                Answers.page(found, limit, GrantView::of, grant -> grant.id().value()));
    }

    private Response show(Request request) {
        GrantId id = new GrantId(request.parameter("grant"));
        Grant grant = grants.find(id).orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no grant `" + id + "`"));
        return Answers.of(GrantView.of(grant));
    }

    private Response orphans(Request request) {
        List<GrantView.Orphan> orphans = new ArrayList<>();
        List<GrantView.Unreachable> unreachable = new ArrayList<>();
        for (Target target : rules.bundle().targets().values()) {
            if (target.broker().isPresent()) {
                ask(target.name(), orphans, unreachable);
            }
        }
        return Answers.of(new GrantView.Orphans(orphans, unreachable));
    }

    private void ask(TargetName target, List<GrantView.Orphan> orphans, List<GrantView.Unreachable> unreachable) {
        try {
            desk.orphans(target).forEach(name -> orphans.add(new GrantView.Orphan(target.value(), name)));
        } catch (Fault away) {
            unreachable.add(new GrantView.Unreachable(target.value(), String.valueOf(away.getMessage())));
        }
    }
}
