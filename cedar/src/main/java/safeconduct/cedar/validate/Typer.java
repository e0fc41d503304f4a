package safeconduct.cedar.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.CedarType.Attribute;
import safeconduct.cedar.schema.CedarType.Truth;
import safeconduct.cedar.schema.Primitive;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Schema.EntityType;
import safeconduct.cedar.syntax.Names;
import safeconduct.cedar.syntax.Printer;
import safeconduct.cedar.validate.Typed.Capability;

/** Finds the types of expressions in one kind of request, strictly. */
final class Typer {
    private final Schema schema;
    private final Environment environment;
    private final Comparisons comparisons;
    private final Depths depths = new Depths();

    Typer(Schema schema, Environment environment) {
        this.schema = schema;
        this.environment = environment;
        this.comparisons = new Comparisons(schema, this);
    }

    /** A condition's type: it must be a truth value. */
    Typed bool(Expr expr, Set<Capability> known) {
        Typed typed = type(expr, known);
        expect(expr, typed, Primitive.BOOL);
        return typed;
    }

    /** How far the expressions reached that were typed. */
    Depths depths() {
        return depths;
    }

    Typed type(Expr expr, Set<Capability> known) {
        Typed typed = bare(expr, known);
        depths.reached(expr, typed.type());
        return typed;
    }

    private Typed bare(Expr expr, Set<Capability> known) {
        return switch (expr) {
            case Expr.Literal(Value value) -> Typed.of(literal(expr, value));
            case Expr.Variable variable -> Typed.of(variable(variable));
            case Expr.And(List<Expr> parts) -> and(parts, known);
            case Expr.Or(List<Expr> parts) -> or(parts, known);
            case Expr.Not(Expr body) -> not(bool(body, known));
            case Expr.Negate(Expr body) -> {
                expect(body, type(body, known), Primitive.LONG);
                yield Typed.of(Primitive.LONG);
            }
            case Expr.Binary binary -> comparisons.type(binary, known);
            case Expr.IsEmpty(Expr set) -> {
                elements(set, known);
                yield Typed.of(Primitive.BOOL);
            }
            case Expr.GetAttr get -> attribute(get, known);
            case Expr.HasAttr has -> has(has, known);
            case Expr.Like like -> {
                expect(like.text(), type(like.text(), known), Primitive.STRING);
                yield Typed.of(Primitive.BOOL);
            }
            case Expr.Is is -> is(is, known);
            case Expr.If choice -> choice(choice, known);
            case Expr.SetOf set -> set(set, known);
            case Expr.RecordOf map -> recordOf(map, known);
            case Expr.Call call -> Typed.of(call(call, known));
        };
    }

    void expect(Expr expr, Typed found, CedarType wanted) {
        CedarType joined = CedarType.join(found.type(), wanted);
        if (joined == null || !joined.equals(wanted)) {
            throw wrong(
                    expr,
                    "type",
                    "`" + Printer.print(expr) + "` is of type `" + found.type().shown() + "`, not `" + wanted.shown()
                            + "`");
        }
    }

    static Wrong wrong(Expr where, String kind, String message) {
        return new Wrong(where, kind, message, null);
    }

    private CedarType literal(Expr expr, Value value) {
        return switch (value) {
            case Value.BoolValue(boolean bool) -> bool ? Primitive.TRUE : Primitive.FALSE;
            case Value.LongValue number -> Primitive.LONG;
            case Value.StringValue text -> Primitive.STRING;
            case EntityUid uid when schema.knows(uid) -> new CedarType.Entity(uid.type());
            case Value other -> throw wrong(expr, "entity", "there is no entity `" + other + "`");
        };
    }

    private CedarType variable(Expr.Variable variable) {
        return switch (variable.name()) {
            case PRINCIPAL -> new CedarType.Entity(environment.principal());
            case ACTION -> new CedarType.Entity(environment.action().type());
            case RESOURCE -> new CedarType.Entity(environment.resource());
            case CONTEXT -> environment.context();
        };
    }

    private Typed and(List<Expr> parts, Set<Capability> known) {
        Typed left = bool(parts.getFirst(), known);
        for (Expr part : parts.subList(1, parts.size())) {
            if (left.is(Truth.FALSE)) {
                return Typed.of(Primitive.FALSE); // What follows is never reached.
            }
            Typed right = bool(part, Typed.both(known, left.known()));
            if (right.is(Truth.FALSE)) {
                left = Typed.of(Primitive.FALSE);
            } else {
                boolean sure = left.is(Truth.TRUE) && right.is(Truth.TRUE);
                left = new Typed(sure ? Primitive.TRUE : Primitive.BOOL, Typed.both(left.known(), right.known()));
            }
        }
        return left;
    }

    private Typed or(List<Expr> parts, Set<Capability> known) {
        Typed left = bool(parts.getFirst(), known);
        for (Expr part : parts.subList(1, parts.size())) {
            if (left.is(Truth.TRUE)) {
                return Typed.of(Primitive.TRUE);
            }
            Typed right = bool(part, known);
            if (left.is(Truth.FALSE)) {
                left = right;
            } else if (right.is(Truth.TRUE)) {
                left = Typed.of(Primitive.TRUE);
            } else if (!right.is(Truth.FALSE)) {
                left = new Typed(Primitive.BOOL, Typed.common(left.known(), right.known()));
            }
        }
        return left;
    }

    private static Typed not(Typed body) {
        return Typed.of(body.is(Truth.TRUE) ? Primitive.FALSE : body.is(Truth.FALSE) ? Primitive.TRUE : Primitive.BOOL);
    }

    private Typed choice(Expr.If choice, Set<Capability> known) {
        Typed test = bool(choice.test(), known);
        Set<Capability> then = Typed.both(known, test.known());
        if (test.is(Truth.TRUE)) {
            Typed yes = type(choice.yes(), then);
            return new Typed(yes.type(), Typed.both(test.known(), yes.known()));
        }
        if (test.is(Truth.FALSE)) {
            return type(choice.no(), known);
        }
        Typed yes = type(choice.yes(), then);
        Typed no = type(choice.no(), known);
        CedarType joined = join(choice, yes.type(), no.type());
        return new Typed(joined, Typed.common(Typed.both(test.known(), yes.known()), no.known()));
    }

    CedarType join(Expr where, CedarType a, CedarType b) {
        CedarType joined = CedarType.join(a, b);
        if (joined == null) {
            throw wrong(where, "type", "`" + a.shown() + "` and `" + b.shown() + "` have no type in common");
        }
        return joined;
    }

    private Typed is(Expr.Is is, Set<Capability> known) {
        String type = entity(is.body(), known);
        if (!type.equals(is.type())) {
            return Typed.of(Primitive.FALSE);
        }
        if (is.ancestor() == null) {
            return Typed.of(Primitive.TRUE);
        }
        return comparisons.type(new Expr.Binary(safeconduct.cedar.ast.Op.IN, is.body(), is.ancestor()), known);
    }

    /** The name of the entity type that an expression has. */
    String entity(Expr expr, Set<Capability> known) {
        CedarType type = type(expr, known).type();
        if (type instanceof CedarType.Entity(String name)) {
            return name;
        }
        throw wrong(expr, "type", "`" + Printer.print(expr) + "` is of type `" + type.shown() + "`, not an entity");
    }

    /** The type of the elements of the set that an expression is. */
    CedarType elements(Expr expr, Set<Capability> known) {
        CedarType type = type(expr, known).type();
        if (type instanceof CedarType.SetOf(CedarType element)) {
            return element;
        }
        if (type instanceof CedarType.Any) {
            return type;
        }
        throw wrong(expr, "type", "`" + Printer.print(expr) + "` is of type `" + type.shown() + "`, not a set");
    }

    private Map<String, Attribute> attributes(Expr expr, CedarType type) {
        return switch (type) {
            case CedarType.RecordOf map -> map.attributes();
            case CedarType.Entity(String name) -> {
                EntityType entity = schema.entityTypes().get(name);
                yield entity == null ? Map.of() : entity.attributes().attributes();
            }
            default ->
                throw wrong(
                        expr,
                        "type",
                        "`" + Printer.print(expr) + "` is of type `" + type.shown() + "` and has no attributes");
        };
    }

    private Typed attribute(Expr.GetAttr get, Set<Capability> known) {
        CedarType holder = type(get.body(), known).type();
        if (holder instanceof CedarType.Any) {
            return Typed.of(holder);
        }
        Map<String, Attribute> attributes = attributes(get.body(), holder);
        Attribute attribute = attributes.get(get.name());
        if (attribute == null) {
            String near = Names.near(get.name(), attributes.keySet());
            throw new Wrong(
                    get,
                    "attribute",
                    "`" + Printer.print(get.body()) + "` has no attribute `" + get.name() + "`",
                    near);
        }
        if (!attribute.required() && !known.contains(new Capability(get.body(), get.name()))) {
            String guard = Printer.print(new Expr.HasAttr(get.body(), get.name()));
            throw wrong(
                    get, "optional", "attribute `" + get.name() + "` may be missing: ask `" + guard + " && …` first");
        }
        return Typed.of(attribute.type());
    }

    private Typed has(Expr.HasAttr has, Set<Capability> known) {
        CedarType holder = type(has.body(), known).type();
        if (holder instanceof CedarType.Any) {
            return new Typed(Primitive.BOOL, Set.of(new Capability(has.body(), has.name())));
        }
        Attribute attribute = attributes(has.body(), holder).get(has.name());
        if (attribute == null) {
            return Typed.of(Primitive.FALSE);
        }
        Capability capability = new Capability(has.body(), has.name());
        boolean sure = known.contains(capability) || (attribute.required() && holder instanceof CedarType.RecordOf);
        return new Typed(sure ? Primitive.TRUE : Primitive.BOOL, Set.of(capability));
    }

    private Typed set(Expr.SetOf set, Set<Capability> known) {
        CedarType joined = null;
        for (Expr element : set.elements()) {
            CedarType type = type(element, known).type();
            joined = joined == null ? type : join(element, joined, type);
        }
        if (joined == null) {
            throw wrong(set, "type", "the elements of an empty set have no type");
        }
        return Typed.of(new CedarType.SetOf(joined));
    }

    private Typed recordOf(Expr.RecordOf map, Set<Capability> known) {
        Map<String, Attribute> attributes = new TreeMap<>();
        map.attributes()
                .forEach((name, value) ->
                        attributes.put(name, new Attribute(type(value, known).type(), true)));
        return Typed.of(new CedarType.RecordOf(attributes));
    }

    private CedarType call(Expr.Call call, Set<Capability> known) {
        Function function = call.function();
        List<CedarType> types = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            types.add(type(argument, known).type());
        }
        if (types.size() != function.arguments()) {
            throw wrong(
                    call,
                    "type",
                    "`" + function.word() + "` takes " + function.arguments() + " arguments, not " + types.size());
        }
        List<CedarType> wanted = Signatures.arguments(function);
        for (int i = 0; i < wanted.size(); i++) {
            expect(call.arguments().get(i), Typed.of(types.get(i)), wanted.get(i));
        }
        if (!function.isMethod()) {
            constant(call);
        }
        return Signatures.result(function);
    }

    private static void constant(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Expr.Literal(Value.StringValue text))) {
            throw wrong(call, "type", "`" + call.function().word() + "` needs its text written out here");
        }
        String problem = Signatures.parse(call.function(), text.value());
        if (problem != null) {
            throw wrong(call, "type", problem);
        }
    }

    /** The entity that an expression surely is: a literal, or the action of this kind of request. */
    @Nullable
    EntityUid constantUid(Expr expr) {
        if (expr instanceof Expr.Variable(var name) && name == safeconduct.cedar.ast.Var.ACTION) {
            return environment.action();
        }
        Environment.Known tool = tool(expr);
        if (tool != null) {
            return tool.uid();
        }
        return expr instanceof Expr.Literal(EntityUid uid) ? uid : null;
    }

    /** The tool that an expression surely is, or null. */
    Environment.@Nullable Known tool(Expr expr) {
        return expr.equals(new Expr.Variable(safeconduct.cedar.ast.Var.RESOURCE)) ? environment.tool() : null;
    }

    /** The literal values that an expression can be compared by, or null. */
    @Nullable
    Value constantValue(Expr expr) {
        EntityUid uid = constantUid(expr);
        return uid != null ? uid : expr instanceof Expr.Literal(Value value) ? value : null;
    }

    static @Nullable String message(Runnable parse) {
        try {
            parse.run();
            return null;
        } catch (EvaluationException e) {
            return e.getMessage();
        }
    }
}
