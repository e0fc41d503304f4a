package safeconduct.cedar.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.explain.Explanation;
import safeconduct.cedar.json.PolicyJson;
import safeconduct.cedar.json.ValueJson;
import safeconduct.cedar.lint.Lint;
import safeconduct.cedar.partial.PartialAnswer;
import safeconduct.cedar.partial.PartialRequest;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.validate.Validator;

/** Whatever is accepted is shallow enough for every part of the engine with three quarters of the stack that a thread usually has. */
class DepthTest {

    private static final int STACK = 768 * 1024;
    private static final Expr CONTEXT = new Expr.Variable(Var.CONTEXT);
    private static final Expr ONE = new Expr.Literal(Value.of(1));

    record Row(String name, UnaryOperator<Expr> wrap) {
        @Override
        public String toString() {
            return name;
        }

        PolicyTree tree(int levels) {
            Expr expr = CONTEXT;
            for (int i = 1; i < levels; i++) {
                expr = wrap.apply(expr);
            }
            PolicyTree.Head head = new PolicyTree.Head(new Scope.Any(), new Scope.Any(), new Scope.Any());
            return new PolicyTree(Effect.PERMIT, Map.of(), head, List.of(new PolicyTree.Condition(true, expr)));
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("and", inner -> new Expr.And(List.of(ONE, inner))),
                new Row("or", inner -> new Expr.Or(List.of(ONE, inner))),
                new Row("not", Expr.Not::new),
                new Row("negate", Expr.Negate::new),
                new Row("sum on the left", inner -> new Expr.Binary(Op.ADD, inner, ONE)),
                new Row("equals on the right", inner -> new Expr.Binary(Op.EQ, ONE, inner)),
                new Row("contains", inner -> new Expr.Binary(Op.CONTAINS, inner, ONE)),
                new Row("get tag", inner -> new Expr.Binary(Op.GET_TAG, ONE, inner)),
                new Row("is empty", Expr.IsEmpty::new),
                new Row("attribute", inner -> new Expr.GetAttr(inner, "a")),
                new Row("has", inner -> new Expr.HasAttr(inner, "a")),
                new Row("is in", inner -> new Expr.Is(CONTEXT, "User", inner)),
                new Row("if", inner -> new Expr.If(ONE, ONE, inner)),
                new Row("set", inner -> new Expr.SetOf(List.of(inner, ONE))),
                new Row("record", inner -> new Expr.RecordOf(Map.of("a", inner))),
                new Row("call", inner -> new Expr.Call(Function.IS_IN_RANGE, List.of(ONE, inner))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyPartManagesTheDeepestTree(Row row) {
        onLittleStack(() -> everything(row));
    }

    private static Object everything(Row row) {
        Policy policy = Policy.of("deep", row.tree(PolicyTree.LEVELS_MAX));
        PolicySet policies = PolicySet.of(List.of(policy));
        assertEquals(policies, PolicySet.of(List.of(Policy.of("deep", row.tree(PolicyTree.LEVELS_MAX)))));
        assertEquals(policy.tree().hashCode(), row.tree(PolicyTree.LEVELS_MAX).hashCode());
        assertEquals(policies.digest(), PolicySet.of(List.of(policy)).digest());
        readAgain(policy);
        policies.authorize(request(Value.RecordValue.EMPTY), Entities.none());
        String found = policy + Lint.DEFAULT.check(policies).toString();
        Schema schema = Schema.parse("s", "entity User; action a appliesTo {principal: User, resource: User};");
        return found + new Validator(schema).check(policies);
    }

    /** As deep as a text can make it. Deciding partly adds to a tree: values, and tests of the head. */
    @ParameterizedTest
    @MethodSource("rows")
    void decidesPartlyAndExplainsTheDeepestText(Row row) {
        PolicySet policies = PolicySet.of(List.of(Policy.of("deep", row.tree(ExprParser.DEPTH_MAX))));
        Request request = request(Value.RecordValue.EMPTY);
        onLittleStack(
                () -> PartialAnswer.of(policies, PartialRequest.of(request).withUnknown(), Entities.none())
                        + Explanation.of(policies, request, Entities.none()).toString());
    }

    private static void readAgain(Policy policy) {
        try {
            assertEquals(policy, Policy.parse("deep", policy.text()));
        } catch (CedarSyntaxException tooDeep) {
            assertEquals(1, tooDeep.errors().size());
        }
        try {
            String json = PolicyJson.write(policy.tree()).text();
            assertEquals(policy.tree(), PolicyJson.readPolicy("deep", json));
        } catch (CedarSyntaxException tooDeep) {
            assertEquals(1, tooDeep.errors().size());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusesADeeperTree(Row row) {
        assertThrows(IllegalArgumentException.class, () -> row.tree(PolicyTree.LEVELS_MAX + 1));
    }

    static Stream<UnaryOperator<Value>> values() {
        return Stream.of(Value::set, inner -> Value.record(Map.of("a", inner)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyPartManagesTheDeepestValue(UnaryOperator<Value> wrap) {
        onLittleStack(() -> {
            Value value = value(wrap, Value.LEVELS_MAX - 1);
            assertEquals(value, value(wrap, Value.LEVELS_MAX - 1));
            assertEquals(value.hashCode(), value(wrap, Value.LEVELS_MAX - 1).hashCode());
            ValueJson.write(value).pretty();
            PolicySet policies =
                    PolicySet.parse("p", "permit (principal, action, resource) when { context.a == context.b };");
            Request request = request(Value.record(Map.of("a", value, "b", value(wrap, Value.LEVELS_MAX - 1))));
            assertEquals(true, policies.authorize(request, Entities.none()).allowed());
            PartialAnswer.of(policies, PartialRequest.of(request).withUnknown("b"), Entities.none());
            return value.toString() + Explanation.of(policies, request, Entities.none());
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void refusesADeeperValue(UnaryOperator<Value> wrap) {
        assertThrows(EvaluationException.class, () -> value(wrap, Value.LEVELS_MAX + 1));
    }

    @Test
    void aConditionThatBuildsTooDeepAValueErrs() {
        Value deep = value(Value::set, Value.LEVELS_MAX - 1);
        PolicySet policies =
                PolicySet.parse("p", "permit (principal, action, resource) when { [[context.a]] == [context.a] };");
        assertEquals(
                "policy0",
                policies.authorize(request(Value.record(Map.of("a", deep))), Entities.none())
                        .errors()
                        .getFirst()
                        .policyId());
    }

    @Test
    void writesLongChainsAsShallowJson() {
        String chain = "principal == User::\"a\"" + " || principal == User::\"b\"".repeat(20_000);
        Policy policy = Policy.parse("long", "permit (principal, action, resource) when { " + chain + " };");
        onLittleStack(() -> {
            Policy again = Policy.of(
                    "long",
                    PolicyJson.readPolicy(
                            "long", PolicyJson.write(policy.tree()).text()));
            return PolicySet.of(List.of(again)).authorize(request(Value.RecordValue.EMPTY), Entities.none());
        });
    }

    private static Value value(UnaryOperator<Value> wrap, int levels) {
        Value value = Value.of(1);
        for (int i = 0; i < levels; i++) {
            value = wrap.apply(value);
        }
        return value;
    }

    private static Request request(Value.RecordValue context) {
        EntityUid user = new EntityUid("User", "a");
        return new Request(user, new EntityUid("Action", "a"), user, context);
    }

    private static void onLittleStack(Supplier<Object> work) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        };
        new Thread(null, run, "little", STACK).start();
        done.join();
    }
}
