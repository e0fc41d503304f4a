package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.ast.Spans;
import safeconduct.cedar.ast.Var;

/** Reads expressions. */
final class ExprParser {
    private static final int NESTING_MAX = 100;
    static final int DEPTH_MAX = 130;
    private static final Map<String, Op> COMPARISONS =
            Map.of("==", Op.EQ, "!=", Op.NE, "<", Op.LT, "<=", Op.LE, ">", Op.GT, ">=", Op.GE, "in", Op.IN);
    private static final Expr BROKEN = new Expr.Literal(Value.of(false));

    private final Cursor cursor;
    private final Spans spans;
    private final Calls calls;
    private int nesting;

    ExprParser(Cursor cursor, Spans spans) {
        this.cursor = cursor;
        this.spans = spans;
        this.calls = new Calls(cursor.errors);
    }

    /** Reads the condition of a policy. */
    Expr condition() {
        nesting = 0;
        return expr();
    }

    private Expr expr() {
        if (++nesting > NESTING_MAX) {
            throw cursor.fail(cursor.peek(), "nested more than " + NESTING_MAX + " deep", "");
        }
        Token start = cursor.peek();
        Expr read = cursor.skip("if") ? ifThenElse() : or();
        nesting--;
        return mark(read, start);
    }

    private Expr ifThenElse() {
        Expr test = expr();
        cursor.expect("then");
        Expr yes = expr();
        cursor.expect("else");
        return new Expr.If(test, yes, expr());
    }

    private Expr or() {
        Token start = cursor.peek();
        List<Expr> parts = new ArrayList<>(List.of(and()));
        while (cursor.skip("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : mark(Expr.or(parts), start);
    }

    private Expr and() {
        Token start = cursor.peek();
        List<Expr> parts = new ArrayList<>(List.of(relation()));
        while (cursor.skip("&&")) {
            parts.add(relation());
        }
        return parts.size() == 1 ? parts.getFirst() : mark(Expr.and(parts), start);
    }

    private Expr relation() {
        Token start = cursor.peek();
        Expr left = sum();
        Token operator = cursor.peek();
        Op comparison = COMPARISONS.get(operator.text());
        if (comparison != null && operator.kind() != Token.Kind.STRING) {
            cursor.next();
            Expr right = sum();
            if (COMPARISONS.containsKey(cursor.peek().text()) && cursor.peek().kind() != Token.Kind.STRING) {
                throw cursor.fail(cursor.peek(), "comparisons can't be chained", "`&&` or parentheses");
            }
            return mark(new Expr.Binary(comparison, left, right), start);
        }
        return mark(
                switch (operator.kind() == Token.Kind.STRING ? "" : operator.text()) {
                    case "has" -> has(left);
                    case "like" -> like(left);
                    case "is" -> is(left);
                    case "=" -> throw singleEquals(operator);
                    default -> left;
                },
                start);
    }

    private Cursor.Panic singleEquals(Token operator) {
        cursor.errors.add(operator.start(), operator.end(), "`=` is no operator", "a comparison", "==");
        return new Cursor.Panic();
    }

    private Expr has(Expr body) {
        cursor.next();
        if (cursor.peek().kind() == Token.Kind.STRING) {
            return new Expr.HasAttr(body, Unescape.text(cursor.next(), cursor.errors));
        }
        Token start = cursor.peek();
        String name = attribute();
        List<Expr> all = new ArrayList<>(List.of(new Expr.HasAttr(body, name)));
        Expr inner = body;
        while (cursor.skip(".")) {
            inner = mark(new Expr.GetAttr(inner, name), start);
            name = attribute();
            all.add(mark(new Expr.HasAttr(inner, name), start));
        }
        return all.size() == 1 ? all.getFirst() : Expr.and(all);
    }

    private Expr like(Expr text) {
        cursor.next();
        Token literal = cursor.expect(Token.Kind.STRING, "a pattern in quotes");
        return new Expr.Like(text, Unescape.pattern(literal, cursor.errors));
    }

    private Expr is(Expr body) {
        cursor.next();
        String type = typeName();
        return new Expr.Is(body, type, cursor.skip("in") ? sum() : null);
    }

    private Expr sum() {
        Token start = cursor.peek();
        Expr left = product();
        while (cursor.peek().is("+") || cursor.peek().is("-")) {
            Op op = cursor.next().is("+") ? Op.ADD : Op.SUB;
            left = mark(new Expr.Binary(op, left, product()), start);
        }
        return left;
    }

    private Expr product() {
        Token start = cursor.peek();
        Expr left = unary();
        while (cursor.peek().is("*") || cursor.peek().is("/") || cursor.peek().is("%")) {
            Token operator = cursor.next();
            if (!operator.is("*")) {
                cursor.errors.add(
                        operator.start(),
                        operator.end(),
                        "there is no operator `" + operator.text() + "`",
                        "`+`, `-` or `*`");
            }
            left = mark(new Expr.Binary(Op.MUL, left, unary()), start);
        }
        return left;
    }

    private Expr unary() {
        Token start = cursor.peek();
        if (!start.is("!") && !start.is("-")) {
            return member();
        }
        int count = 0;
        while (cursor.skip(start.text())) {
            if (++count > 4) {
                throw cursor.fail(start, "more than four `" + start.text() + "` in a row", "");
            }
        }
        if (start.is("-") && cursor.peek().kind() == Token.Kind.NUMBER && !access(cursor.peek(1))) {
            Token number = cursor.next();
            return negate(mark(number("-" + number.text(), number), start), count - 1, start);
        }
        Expr body = member();
        return start.is("-") ? negate(body, count, start) : not(body, count, start);
    }

    private Expr negate(Expr body, int count, Token start) {
        return count == 0 ? body : negate(mark(new Expr.Negate(body), start), count - 1, start);
    }

    private Expr not(Expr body, int count, Token start) {
        return count == 0 ? body : not(mark(new Expr.Not(body), start), count - 1, start);
    }

    private static boolean access(Token token) {
        return token.is(".") || token.is("[") || token.is("(");
    }

    private Expr member() {
        Token start = cursor.peek();
        Expr body = primary();
        while (access(cursor.peek())) {
            body = mark(access(body), start);
        }
        return body;
    }

    private Expr access(Expr body) {
        if (cursor.peek().is("(")) {
            throw cursor.fail(cursor.peek(), "only a function or method can be called", "");
        }
        if (cursor.skip("[")) {
            Token name = cursor.expect(Token.Kind.STRING, "an attribute's name in quotes");
            cursor.expect("]");
            return new Expr.GetAttr(body, Unescape.text(name, cursor.errors));
        }
        cursor.next();
        Token name = cursor.expect(Token.Kind.WORD, "the name of an attribute or method");
        if (cursor.skip("(")) {
            return calls.method(name, body, arguments());
        }
        identifier(name);
        return new Expr.GetAttr(body, name.text());
    }

    private List<Expr> arguments() {
        return cursor.list(")", this::expr);
    }

    private Expr primary() {
        Token start = cursor.peek();
        Expr read =
                switch (start.kind()) {
                    case NUMBER -> number(start.text(), cursor.next());
                    case STRING -> new Expr.Literal(Value.of(Unescape.text(cursor.next(), cursor.errors)));
                    case WORD -> word();
                    case SLOT -> throw cursor.fail(start, "a slot can't stand in a condition", "");
                    case SYMBOL -> bracket(start);
                    case END -> throw cursor.unexpected("an expression");
                };
        return mark(read, start);
    }

    private Expr bracket(Token open) {
        return switch (open.text()) {
            case "(" -> {
                cursor.next();
                Expr inner = expr();
                cursor.expect(")");
                yield inner;
            }
            case "[" -> {
                cursor.next();
                yield new Expr.SetOf(cursor.list("]", this::expr));
            }
            case "{" -> {
                cursor.next();
                yield recordOf();
            }
            default -> throw cursor.unexpected("an expression");
        };
    }

    private Expr recordOf() {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        cursor.list("}", () -> {
            Token token = cursor.peek();
            String name = token.kind() == Token.Kind.STRING ? Unescape.text(cursor.next(), cursor.errors) : attribute();
            cursor.expect(":");
            if (attributes.put(name, expr()) != null) {
                cursor.errors.add(token.start(), token.end(), "attribute `" + name + "` is given twice", "");
            }
            return name;
        });
        return new Expr.RecordOf(attributes);
    }

    private Expr number(String text, Token token) {
        try {
            return new Expr.Literal(Value.of(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            cursor.errors.add(token.start(), token.end(), "`" + text + "` does not fit into 64 bits", "");
            return BROKEN;
        }
    }

    private Expr word() {
        Token first = cursor.next();
        if (cursor.peek().is("::")) {
            return entity(first);
        }
        if (cursor.peek().is("(") && !Names.isReserved(first.text())) {
            cursor.next();
            return calls.function(first, arguments());
        }
        return switch (first.text()) {
            case "true" -> new Expr.Literal(Value.of(true));
            case "false" -> new Expr.Literal(Value.of(false));
            case "principal" -> new Expr.Variable(Var.PRINCIPAL);
            case "action" -> new Expr.Variable(Var.ACTION);
            case "resource" -> new Expr.Variable(Var.RESOURCE);
            case "context" -> new Expr.Variable(Var.CONTEXT);
            default -> unknownWord(first);
        };
    }

    private Expr unknownWord(Token word) {
        if (Names.isReserved(word.text())) {
            throw cursor.fail(word, "unexpected `" + word.text() + "`", "an expression");
        }
        String near = Names.near(word.text(), Set.of("principal", "action", "resource", "context", "true", "false"));
        cursor.errors.add(
                word.start(),
                word.end(),
                "there is no variable `" + word.text() + "`",
                "`principal`, `action`, `resource` or `context`",
                near);
        return BROKEN;
    }

    /** Reads {@code ::} and what follows, after the first word of a path. */
    private Expr entity(Token first) {
        List<Token> path = new ArrayList<>(List.of(first));
        while (cursor.skip("::")) {
            if (cursor.peek().kind() == Token.Kind.STRING) {
                Token id = cursor.next();
                return new Expr.Literal(new EntityUid(path(path), Unescape.text(id, cursor.errors)));
            }
            path.add(cursor.expect(Token.Kind.WORD, "a name, or an id in quotes"));
        }
        if (cursor.skip("(")) {
            arguments();
            cursor.errors.add(first.start(), cursor.lastEnd(), "there is no function `" + path(path) + "`", "");
        } else {
            cursor.errors.add(first.start(), cursor.lastEnd(), "a type is no value", "`" + path(path) + "::\"…\"`");
        }
        return BROKEN;
    }

    /** An entity written out, or null when none stands here. */
    @Nullable
    EntityUid entityUid() {
        if (cursor.peek().kind() != Token.Kind.WORD || !cursor.peek(1).is("::")) {
            return null;
        }
        Token start = cursor.peek();
        return entity(cursor.next()) instanceof Expr.Literal(EntityUid uid) && start.kind() == Token.Kind.WORD
                ? uid
                : null;
    }

    /** Reads a type's name. */
    String typeName() {
        List<Token> path = new ArrayList<>(List.of(cursor.expect(Token.Kind.WORD, "the name of an entity type")));
        while (cursor.skip("::")) {
            path.add(cursor.expect(Token.Kind.WORD, "a name"));
        }
        return path(path);
    }

    private String path(List<Token> words) {
        words.forEach(this::identifier);
        return String.join("::", words.stream().map(Token::text).toList());
    }

    private String attribute() {
        Token name = cursor.expect(Token.Kind.WORD, "an attribute's name, in quotes or not");
        identifier(name);
        return name.text();
    }

    private void identifier(Token word) {
        if (Names.isReserved(word.text())) {
            cursor.errors.add(
                    word.start(), word.end(), "`" + word.text() + "` is a reserved word", "a name, or one in quotes");
        }
    }

    private Expr mark(Expr expr, Token start) {
        if (spans.put(expr, start.start(), cursor.lastEnd()) > DEPTH_MAX) {
            throw cursor.fail(start, "an expression of more than " + DEPTH_MAX + " levels", "");
        }
        return expr;
    }
}
