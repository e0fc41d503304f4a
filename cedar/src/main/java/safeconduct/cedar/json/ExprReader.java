package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Pattern;
import safeconduct.cedar.ast.Values;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.syntax.Names;

/** Reads expressions from JSON: each is an object with one field, named after what it does. */
final class ExprReader {
    private static final Map<String, Op> OPS = new HashMap<>();
    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    static {
        Arrays.stream(Op.values()).forEach(op -> OPS.put(op.word(), op));
        Arrays.stream(Function.values()).forEach(function -> FUNCTIONS.put(function.word(), function));
    }

    private final Reading reading;

    private ExprReader(Reading reading) {
        this.reading = reading;
    }

    static Expr read(Reading reading, Json json) {
        return new ExprReader(reading).expr(json);
    }

    private Expr expr(Json json) {
        Map<String, Json> fields = reading.object(json, "an expression");
        if (fields.size() != 1) {
            throw reading.fail(json, "an expression with " + fields.size() + " fields", "exactly one");
        }
        Map.Entry<String, Json> only = fields.entrySet().iterator().next();
        Json body = only.getValue();
        return switch (only.getKey()) {
            case "Value" -> literal(body);
            case "Var" -> variable(body);
            case "!" -> new Expr.Not(part(body, "arg"));
            case "neg" -> new Expr.Negate(part(body, "arg"));
            case "isEmpty" -> new Expr.IsEmpty(part(body, "arg"));
            case "&&" -> Expr.and(List.of(part(body, "left"), part(body, "right")));
            case "||" -> Expr.or(List.of(part(body, "left"), part(body, "right")));
            case "." -> new Expr.GetAttr(part(body, "left"), text(body, "attr"));
            case "has" -> new Expr.HasAttr(part(body, "left"), text(body, "attr"));
            case "like" -> new Expr.Like(part(body, "left"), pattern(reading.field(body, "pattern")));
            case "is" -> is(body);
            case "if-then-else" -> new Expr.If(part(body, "if"), part(body, "then"), part(body, "else"));
            case "Set" -> new Expr.SetOf(list(body));
            case "Record" -> recordOf(body);
            case String other -> call(json, other, body);
        };
    }

    private Expr part(Json json, String name) {
        return expr(reading.field(json, name));
    }

    private String text(Json json, String name) {
        return reading.string(reading.field(json, name), "the name of an attribute");
    }

    private List<Expr> list(Json json) {
        List<Expr> list = new ArrayList<>();
        for (Json element : reading.array(json, "a list of expressions")) {
            list.add(expr(element));
        }
        return list;
    }

    private Expr call(Json json, String name, Json body) {
        Op op = OPS.get(name);
        if (op != null) {
            return new Expr.Binary(op, part(body, "left"), part(body, "right"));
        }
        Function function = FUNCTIONS.get(name);
        if (function != null) {
            List<Expr> arguments = list(body);
            if (function.isMethod() && arguments.isEmpty()) {
                throw reading.fail(body, "method `" + name + "` without what it is called on", "a list");
            }
            return new Expr.Call(function, arguments);
        }
        if (name.equals("Slot")) {
            throw reading.fail(json, "a slot can't stand in a condition", "");
        }
        String near = Names.near(name, FUNCTIONS.keySet());
        throw reading.fail(json, "there is no expression `" + name + "`", near == null ? "" : "such as `" + near + "`");
    }

    /** Sets, records and values of extension types have no literals in Cedar text: they are built. */
    private Expr literal(Json json) {
        return Values.expr(ValueJson.read(reading, json));
    }

    private Expr variable(Json json) {
        String word = reading.string(json, "the name of a variable");
        for (Var variable : Var.values()) {
            if (variable.word().equals(word)) {
                return new Expr.Variable(variable);
            }
        }
        throw reading.fail(
                json, "there is no variable `" + word + "`", "`principal`, `action`, `resource` or `context`");
    }

    private Expr is(Json body) {
        Json in = reading.optional(body, "in");
        String type = PolicyReader.typeName(reading, reading.field(body, "entity_type"));
        return new Expr.Is(part(body, "left"), type, in == null ? null : expr(in));
    }

    private Expr recordOf(Json json) {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, Json> field :
                reading.object(json, "an object of expressions").entrySet()) {
            attributes.put(field.getKey(), expr(field.getValue()));
        }
        return new Expr.RecordOf(attributes);
    }

    private Pattern pattern(Json json) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (Json element : reading.array(json, "a list of `\"Wildcard\"` and `{\"Literal\": …}`")) {
            if (element instanceof Json.Text(String word, int at) && word.equals("Wildcard")) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                reading.object(element, "`\"Wildcard\"` or `{\"Literal\": …}`", Set.of("Literal"));
                piece.append(reading.string(reading.field(element, "Literal"), "a string"));
            }
        }
        pieces.add(piece.toString());
        return new Pattern(pieces);
    }
}
