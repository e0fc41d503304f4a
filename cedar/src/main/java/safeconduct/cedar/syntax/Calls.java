package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Function;
import safeconduct.cedar.ast.Op;

/** Finds the function or method that a call means. */
final class Calls {
    private static final Map<String, Op> OPERATORS = new HashMap<>();
    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    static {
        Arrays.stream(Op.values()).filter(Op::isMethod).forEach(op -> OPERATORS.put(op.word(), op));
        Arrays.stream(Function.values()).forEach(function -> FUNCTIONS.put(function.word(), function));
    }

    private final Errors errors;

    Calls(Errors errors) {
        this.errors = errors;
    }

    Expr method(Token name, Expr body, List<Expr> arguments) {
        Op op = OPERATORS.get(name.text());
        Function function = FUNCTIONS.get(name.text());
        if (op != null) {
            return count(name, arguments, 1) ? new Expr.Binary(op, body, arguments.getFirst()) : body;
        }
        if (name.text().equals("isEmpty")) {
            return count(name, arguments, 0) ? new Expr.IsEmpty(body) : body;
        }
        if (function == null || !function.isMethod()) {
            return unknown(name, true, function != null);
        }
        List<Expr> all = new ArrayList<>(List.of(body));
        all.addAll(arguments); // As in the official engine, their number is checked when it is called.
        return new Expr.Call(function, all);
    }

    Expr function(Token name, List<Expr> arguments) {
        Function function = FUNCTIONS.get(name.text());
        boolean method = OPERATORS.containsKey(name.text()) || name.text().equals("isEmpty");
        if (function == null || function.isMethod()) {
            return unknown(name, false, function != null || method);
        }
        return new Expr.Call(function, arguments);
    }

    private boolean count(Token name, List<Expr> arguments, int wanted) {
        if (arguments.size() == wanted) {
            return true;
        }
        String message = "`" + name.text() + "` takes " + wanted + " arguments, not " + arguments.size();
        errors.add(name.start(), name.end(), message.replace(" 1 arguments", " 1 argument"), "");
        return false;
    }

    private Expr unknown(Token name, boolean asMethod, boolean otherKind) {
        String kind = asMethod ? "method" : "function";
        TreeSet<String> known = new TreeSet<>();
        FUNCTIONS.values().stream()
                .filter(f -> f.isMethod() == asMethod)
                .map(Function::word)
                .forEach(known::add);
        if (asMethod) {
            known.addAll(OPERATORS.keySet());
            known.add("isEmpty");
        }
        String wanted = asMethod ? "`" + name.text() + "(value)`" : "`value." + name.text() + "()`";
        errors.add(
                name.start(),
                name.end(),
                "there is no " + kind + " `" + name.text() + "`",
                otherKind ? wanted : "one of `" + String.join("`, `", known) + "`",
                Names.near(name.text(), known));
        return new Expr.Literal(Value.of(false));
    }
}
