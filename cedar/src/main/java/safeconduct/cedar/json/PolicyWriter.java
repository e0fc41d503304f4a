package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Pattern;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.Scope;

/** Writes trees as JSON. */
final class PolicyWriter {
    private static final int CHAIN_MAX = 32;

    private PolicyWriter() {}

    static Json write(PolicyTree policy) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("effect", Json.of(policy.effect().word()));
        fields.put("principal", scope(policy.head().principal()));
        fields.put("action", scope(policy.head().action()));
        fields.put("resource", scope(policy.head().resource()));
        List<Json> conditions = new ArrayList<>();
        for (Condition condition : policy.conditions()) {
            conditions.add(
                    fields("kind", Json.of(condition.when() ? "when" : "unless"), "body", expr(condition.body())));
        }
        fields.put("conditions", Json.of(conditions));
        if (!policy.annotations().isEmpty()) {
            Map<String, Json> annotations = new LinkedHashMap<>();
            policy.annotations().forEach((name, value) -> annotations.put(name, Json.of(value)));
            fields.put("annotations", Json.of(annotations));
        }
        return Json.of(fields);
    }

    private static Json scope(Scope scope) {
        return switch (scope) {
            case Scope.Any any -> Json.of("op", Json.of("All"));
            case Scope.Eq(Scope.Ref ref) -> op("==", ref);
            case Scope.In(Scope.Ref ref) -> op("in", ref);
            case Scope.InAny(List<EntityUid> uids) ->
                fields(
                        "op",
                        Json.of("in"),
                        "entities",
                        Json.of(uids.stream().map(ValueJson::write).toList()));
            case Scope.Is(String type) -> fields("op", Json.of("is"), "entity_type", Json.of(type));
            case Scope.IsIn(String type, Scope.Ref ref) -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                fields.put("op", Json.of("is"));
                fields.put("entity_type", Json.of(type));
                fields.put("in", Json.of(refName(ref), refValue(ref)));
                yield Json.of(fields);
            }
        };
    }

    private static Json op(String op, Scope.Ref ref) {
        return fields("op", Json.of(op), refName(ref), refValue(ref));
    }

    private static String refName(Scope.Ref ref) {
        return ref instanceof Scope.Slot ? "slot" : "entity";
    }

    private static Json refValue(Scope.Ref ref) {
        return switch (ref) {
            case Scope.Uid(EntityUid uid) -> ValueJson.write(uid);
            case Scope.Slot(var variable) -> Json.of("?" + variable.word());
        };
    }

    private static Json fields(String first, Json firstValue, String second, Json secondValue) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put(first, firstValue);
        fields.put(second, secondValue);
        return Json.of(fields);
    }

    private static Json expr(Expr expr) {
        return switch (expr) {
            case Expr.Literal(Value value) -> Json.of("Value", ValueJson.write(value));
            case Expr.Variable variable ->
                Json.of("Var", Json.of(variable.name().word()));
            case Expr.And(List<Expr> parts) -> chain("&&", parts);
            case Expr.Or(List<Expr> parts) -> chain("||", parts);
            case Expr.Not(Expr body) -> arg("!", body);
            case Expr.Negate(Expr body) -> arg("neg", body);
            case Expr.IsEmpty(Expr set) -> arg("isEmpty", set);
            case Expr.Binary binary -> pair(binary.op().word(), expr(binary.left()), expr(binary.right()));
            case Expr.GetAttr(Expr body, String name) -> attr(".", body, name);
            case Expr.HasAttr(Expr body, String name) -> attr("has", body, name);
            case Expr.Like(Expr text, Pattern pattern) ->
                Json.of("like", fields("left", expr(text), "pattern", pattern(pattern)));
            case Expr.Is is -> is(is);
            case Expr.If choice -> choice(choice);
            case Expr.SetOf(List<Expr> elements) -> Json.of("Set", list(elements));
            case Expr.RecordOf map -> recordOf(map);
            case Expr.Call call -> Json.of(call.function().word(), list(call.arguments()));
        };
    }

    private static Json list(List<Expr> exprs) {
        List<Json> list = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            list.add(expr(expr));
        }
        return Json.of(list);
    }

    /** JSON knows pairs only: nested on the left, as the text reads; a long chain is halved, since JSON may not be deep. */
    private static Json chain(String op, List<Expr> parts) {
        if (parts.size() > CHAIN_MAX) {
            int middle = parts.size() / 2;
            return pair(op, chain(op, parts.subList(0, middle)), chain(op, parts.subList(middle, parts.size())));
        }
        Json left = expr(parts.getFirst());
        for (Expr part : parts.subList(1, parts.size())) {
            left = pair(op, left, expr(part));
        }
        return left;
    }

    private static Json pair(String op, Json left, Json right) {
        return Json.of(op, fields("left", left, "right", right));
    }

    private static Json arg(String op, Expr body) {
        return Json.of(op, Json.of("arg", expr(body)));
    }

    private static Json attr(String op, Expr body, String name) {
        return Json.of(op, fields("left", expr(body), "attr", Json.of(name)));
    }

    private static Json pattern(Pattern pattern) {
        List<Json> elements = new ArrayList<>();
        for (String piece : pattern.pieces()) {
            if (!piece.isEmpty()) {
                elements.add(Json.of("Literal", Json.of(piece)));
            }
            elements.add(Json.of("Wildcard"));
        }
        return Json.of(elements.subList(0, elements.size() - 1));
    }

    private static Json is(Expr.Is is) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("left", expr(is.body()));
        fields.put("entity_type", Json.of(is.type()));
        if (is.ancestor() != null) {
            fields.put("in", expr(is.ancestor()));
        }
        return Json.of("is", Json.of(fields));
    }

    private static Json choice(Expr.If choice) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("if", expr(choice.test()));
        fields.put("then", expr(choice.yes()));
        fields.put("else", expr(choice.no()));
        return Json.of("if-then-else", Json.of(fields));
    }

    private static Json recordOf(Expr.RecordOf map) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Expr> attribute : map.attributes().entrySet()) {
            fields.put(attribute.getKey(), expr(attribute.getValue()));
        }
        return Json.of("Record", Json.of(fields));
    }
}
