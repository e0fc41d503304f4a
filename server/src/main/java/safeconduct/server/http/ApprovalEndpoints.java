package safeconduct.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import safeconduct.api.ApprovalView;
import safeconduct.api.Endpoints;
import safeconduct.api.Page;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalDesk;
import safeconduct.approval.ApprovalId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.record.Hidden;
import safeconduct.record.Openings;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** Questions to people, and their answers. */
record ApprovalEndpoints(ApprovalDesk desk, Openings openings) {

    private static final String OPERATOR = "operator";
    private static final int REASON_LENGTH_MAX = 1000;

    /** All of them, behind the gates of their endpoints. */
    Routes routes(Gates gates) {
        return Endpointed.behind(gates)
                .on(Endpoints.APPROVALS, this::list)
                .on(Endpoints.APPROVAL, request -> Answers.of(shown(desk.find(id(request)))))
                .on(Endpoints.ANSWER, this::answer)
                .routes();
    }

    private Response list(Request request) {
        if (Answers.flag(request, "open")) {
            return Answers.of(
                    Page.whole(desk.all().open().stream().map(ApprovalView::of).toList()));
        }
        int limit = Answers.limit(request);
        Optional<ApprovalId> before = Answers.query(request, "cursor").map(ApprovalId::new);
        List<Approval> found = desk.all().page(before, limit + 1);
        return Answers.of(Answers.page(
                found, limit, ApprovalView::of, approval -> approval.id().value()));
    }

    private Response answer(Request request) {
        ApprovalView.Answer said = Answers.body(request, ApprovalView.Answer.class);
        if (said.reason().length() > REASON_LENGTH_MAX) {
            throw new Fault(Fault.Code.INVALID, "`reason` is longer than " + REASON_LENGTH_MAX + " characters");
        }
        ApprovalId id = id(request);
        String binding = desk.find(id).binding().value();
        if (!said.binding().isEmpty() && !said.binding().equals(binding)) {
            throw new Fault(Fault.Code.CONFLICT, "approval `" + id + "` asks about something else: `" + binding + "`");
        }
        return Answers.of(shown(desk.answer(id, said.allow(), OPERATOR, said.reason())));
    }

    private ApprovalView shown(Approval approval) {
        return ApprovalView.of(approval, input(approval));
    }

    private Optional<ObjectNode> input(Approval approval) {
        return approval.record() < 0
                ? Optional.empty()
                : openings.find(approval.record(), "input").map(Hidden::value).map(Json::parseObject);
    }

    private static ApprovalId id(Request request) {
        return new ApprovalId(request.parameter("approval"));
    }
}
