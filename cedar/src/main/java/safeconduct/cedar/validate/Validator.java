package safeconduct.cedar.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Spans.Span;
import safeconduct.cedar.ast.Values;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Tools;
import safeconduct.cedar.syntax.Errors;
import safeconduct.cedar.syntax.Names;

/**
 * Checks policies against a schema, strictly: what passes never errs for a reason of types, except for overflow and
 * entities that are missing. Our own; the corpus of the official engine says how often both agree.
 */
public final class Validator {
    private final Schema schema;
    private final List<Environment> environments = new ArrayList<>();

    /** For this schema. */
    public Validator(Schema schema) {
        this.schema = schema;
        schema.actions().values().forEach(this::environments);
    }

    private void environments(Schema.Action action) {
        for (String principal : new TreeSet<>(action.principals())) {
            for (String resource : new TreeSet<>(action.resources())) {
                environments.add(new Environment(principal, action.uid(), resource, action.context(), null));
            }
        }
    }

    /**
     * For the tools of a catalogue: a policy is checked with the arguments of each tool that it can apply to, and with the
     * other actions of the schema.
     *
     * @param schema what {@link Tools#schema} made of the same tools
     */
    public Validator(Schema schema, Tools tools) {
        this.schema = schema;
        schema.actions().values().stream()
                .filter(action -> !action.uid().equals(tools.action()))
                .forEach(this::environments);
        for (Tools.Tool tool : tools.tools()) {
            environments.add(new Environment(
                    tools.principal(),
                    tools.action(),
                    tool.uid().type(),
                    tools.context(tool),
                    new Environment.Known(tool.uid(), tool.ancestors())));
        }
    }

    /** Everything that is wrong with any of these policies. */
    public List<Problem> check(PolicySet policies) {
        return policies.policies().stream()
                .flatMap(policy -> check(policy).stream())
                .toList();
    }

    /** Everything that is wrong with a policy; each problem once, in whatever kinds of request it shows. */
    public List<Problem> check(Policy policy) {
        Set<Problem> problems = new LinkedHashSet<>();
        names(policy, problems);
        if (problems.isEmpty()) {
            applies(policy, problems);
            for (Environment environment : environments) {
                types(policy, environment, problems);
            }
        }
        return List.copyOf(problems);
    }

    /**
     * Everything that is wrong with these policies, and where they need entities further from the request than so many
     * steps: with level 1 {@code principal.name} can be decided with principal, action, resource and the entities of the
     * context alone; level 0 looks into no entity.
     */
    public List<Problem> check(PolicySet policies, int level) {
        return policies.policies().stream()
                .flatMap(policy -> check(policy, level).stream())
                .toList();
    }

    private List<Problem> check(Policy policy, int level) {
        List<Problem> problems = check(policy);
        if (!problems.isEmpty()) {
            return problems;
        }
        Set<Problem> tooFar = new LinkedHashSet<>();
        for (Environment environment : environments) {
            Typer typer = new Typer(schema, environment);
            typer.bool(whole(policy.tree()), Set.of());
            Depths.Need most = typer.depths().most();
            if (most != null && most.level() > level) {
                tooFar.add(problem(policy, most.where(), "level", needs(most.level(), level), null));
            }
        }
        return List.copyOf(tooFar);
    }

    private static String needs(int needed, int allowed) {
        return needed >= Depths.UNREACHABLE
                ? "this looks into an entity that no request leads to"
                : "this needs entities of level " + needed + ", at most " + allowed + " are there";
    }

    /** True when the policy can be satisfied in at least one kind of request, as far as types tell. */
    public boolean canMatch(Policy policy) {
        return environments.stream().anyMatch(environment -> {
            try {
                Typed typed = new Typer(schema, environment).bool(whole(policy.tree()), Set.of());
                return !typed.is(CedarType.Truth.FALSE);
            } catch (Wrong e) {
                return true;
            }
        });
    }

    private void types(Policy policy, Environment environment, Set<Problem> problems) {
        try {
            new Typer(schema, environment).bool(whole(policy.tree()), Set.of());
        } catch (Wrong wrong) {
            problems.add(problem(
                    policy, wrong.where(), wrong.kind(), String.valueOf(wrong.getMessage()), wrong.suggestion()));
        }
    }

    private static Problem problem(
            Policy policy, Object where, String kind, String message, @Nullable String suggestion) {
        Policy.Source source = policy.source();
        Span span = source.spans().find(where);
        Span whole = span == null ? source.spans().find(policy.tree()) : span;
        int start = whole == null ? 0 : whole.start();
        int end = whole == null ? 0 : whole.end();
        Errors text = new Errors(source.file(), source.text());
        return new Problem(policy.id(), kind, text.place(start, end, message, suggestion));
    }

    /** Types and entities that nobody declared, wherever they stand. */
    private void names(Policy policy, Set<Problem> problems) {
        PolicyTree tree = policy.tree();
        for (Scope scope : List.of(
                tree.head().principal(), tree.head().action(), tree.head().resource())) {
            switch (scope) {
                case Scope.Is(String type) -> typeName(policy, tree, type, problems);
                case Scope.IsIn(String type, Scope.Ref ref) -> typeName(policy, tree, type, problems);
                case Scope.InAny(List<EntityUid> uids) -> uids.forEach(uid -> entityName(policy, tree, uid, problems));
                default -> {
                    // Names at most an entity, which is looked at below.
                }
            }
            if (PolicyTree.ref(scope) instanceof Scope.Uid(EntityUid uid)) {
                entityName(policy, tree, uid, problems);
            }
        }
        tree.conditions().forEach(condition -> names(policy, condition.body(), problems));
    }

    private void names(Policy policy, Expr expr, Set<Problem> problems) {
        if (expr instanceof Expr.Literal(EntityUid uid)) {
            entityName(policy, expr, uid, problems);
        }
        if (expr instanceof Expr.Is is) {
            typeName(policy, expr, is.type(), problems);
        }
        expr.children().forEach(child -> names(policy, child, problems));
    }

    private void typeName(Policy policy, Object where, String type, Set<Problem> problems) {
        if (!schema.knows(type)) {
            String near = Names.near(type, schema.entityTypes().keySet());
            problems.add(problem(policy, where, "entity", "there is no entity type `" + type + "`", near));
        }
    }

    private void entityName(Policy policy, Object where, EntityUid uid, Set<Problem> problems) {
        if (schema.knows(uid)) {
            return;
        }
        boolean action = uid.type().equals("Action") || uid.type().endsWith("::Action");
        Set<String> known = new HashSet<>();
        schema.actions().keySet().forEach(other -> known.add(other.toString()));
        String near = action
                ? Names.near(uid.toString(), known)
                : Names.near(uid.type(), schema.entityTypes().keySet());
        problems.add(problem(
                policy,
                where,
                action ? "action" : "entity",
                "there is no " + (action ? "action" : "entity") + " `" + uid + "`",
                near));
    }

    /** The scopes must fit at least one kind of request. */
    private void applies(Policy policy, Set<Problem> problems) {
        PolicyTree.Head head = policy.tree().head();
        boolean fits = environments.stream()
                .anyMatch(environment -> fits(head.principal(), environment.principal())
                        && fits(head.resource(), environment.resource())
                        && fits(head.resource(), environment.tool())
                        && fits(head.action(), environment.action()));
        if (!fits) {
            String message = "no action applies to the principals and resources of this policy";
            problems.add(problem(policy, policy.tree(), "scope", message, null));
        }
    }

    private boolean fits(Scope scope, String type) {
        return switch (scope) {
            case Scope.Eq(Scope.Uid(EntityUid uid)) -> uid.type().equals(type);
            case Scope.In(Scope.Uid(EntityUid uid)) -> schema.canBeIn(type, uid.type());
            case Scope.Is(String wanted) -> wanted.equals(type);
            case Scope.IsIn(String wanted, Scope.Uid(EntityUid uid)) ->
                wanted.equals(type) && schema.canBeIn(type, uid.type());
            case Scope.IsIn(String wanted, Scope.Slot slot) -> wanted.equals(type);
            default -> true;
        };
    }

    private static boolean fits(Scope scope, Environment.@Nullable Known tool) {
        if (tool == null || !(PolicyTree.ref(scope) instanceof Scope.Uid(EntityUid uid))) {
            return true;
        }
        return uid.equals(tool.uid())
                || (!(scope instanceof Scope.Eq) && tool.ancestors().contains(uid));
    }

    private boolean fits(Scope scope, EntityUid action) {
        return switch (scope) {
            case Scope.Eq(Scope.Uid(EntityUid uid)) -> uid.equals(action);
            case Scope.In(Scope.Uid(EntityUid uid)) -> schema.isIn(action, uid);
            case Scope.InAny(List<EntityUid> uids) -> uids.stream().anyMatch(uid -> schema.isIn(action, uid));
            default -> true;
        };
    }

    /** Scopes and conditions as one expression. */
    private static Expr whole(PolicyTree policy) {
        List<Expr> parts = new ArrayList<>();
        parts.add(new Expr.Literal(safeconduct.cedar.Value.of(true)));
        parts.add(scope(Var.PRINCIPAL, policy.head().principal()));
        parts.add(scope(Var.ACTION, policy.head().action()));
        parts.add(scope(Var.RESOURCE, policy.head().resource()));
        for (Condition condition : policy.conditions()) {
            parts.add(condition.when() ? condition.body() : new Expr.Not(condition.body()));
        }
        return Expr.and(parts);
    }

    private static Expr scope(Var name, Scope scope) {
        Expr variable = new Expr.Variable(name);
        Expr sure = new Expr.Literal(safeconduct.cedar.Value.of(true));
        return switch (scope) {
            case Scope.Eq(Scope.Uid(EntityUid uid)) -> new Expr.Binary(Op.EQ, variable, Values.expr(uid));
            case Scope.In(Scope.Uid(EntityUid uid)) -> new Expr.Binary(Op.IN, variable, Values.expr(uid));
            case Scope.InAny(List<EntityUid> uids) ->
                new Expr.Binary(
                        Op.IN,
                        variable,
                        new Expr.SetOf(uids.stream().map(Values::expr).toList()));
            case Scope.Is(String type) -> new Expr.Is(variable, type, null);
            case Scope.IsIn(String type, Scope.Uid(EntityUid uid)) -> new Expr.Is(variable, type, Values.expr(uid));
            case Scope.IsIn(String type, Scope.Slot slot) -> new Expr.Is(variable, type, null);
            default -> sure;
        };
    }
}
