package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Spans;

/** Reads policies and templates. */
public final class PolicyParser {
    private final Cursor cursor;
    private final Spans spans;
    private final ExprParser exprs;
    private final ScopeParser scopes;

    private PolicyParser(Cursor cursor, Spans spans) {
        this.cursor = cursor;
        this.spans = spans;
        this.exprs = new ExprParser(cursor, spans);
        this.scopes = new ScopeParser(cursor, exprs);
    }

    /** What was read: policies in their order, and where their nodes stand. */
    public record Parsed(List<PolicyTree> policies, Spans spans) {}

    /**
     * Reads a text of any number of policies and templates.
     *
     * @throws safeconduct.cedar.CedarSyntaxException with all that is wrong
     */
    public static Parsed parse(String file, String text) {
        Errors errors = new Errors(file, text);
        PolicyParser parser = new PolicyParser(new Cursor(new Lexer(text, errors).tokens(), errors), new Spans());
        List<PolicyTree> policies = parser.policies();
        if (!errors.isEmpty()) {
            throw errors.thrown();
        }
        return new Parsed(policies, parser.spans);
    }

    /**
     * Reads one expression.
     *
     * @throws safeconduct.cedar.CedarSyntaxException with all that is wrong
     */
    public static Expr parseExpr(String file, String text) {
        Errors errors = new Errors(file, text);
        PolicyParser parser = new PolicyParser(new Cursor(new Lexer(text, errors).tokens(), errors), new Spans());
        Expr expr = new Expr.Literal(Value.of(false));
        try {
            expr = parser.exprs.condition();
            if (!parser.cursor.atEnd()) {
                throw parser.cursor.unexpected("the end of the expression");
            }
        } catch (Cursor.Panic noted) {
            if (errors.isEmpty()) {
                throw noted; // Each panic notes its error first.
            }
        }
        if (!errors.isEmpty()) {
            throw errors.thrown();
        }
        return expr;
    }

    private List<PolicyTree> policies() {
        List<PolicyTree> policies = new ArrayList<>();
        while (!cursor.atEnd()) {
            PolicyTree policy = policyOrNull();
            if (policy != null) {
                policies.add(policy);
            }
        }
        return policies;
    }

    private @Nullable PolicyTree policyOrNull() {
        try {
            return policy();
        } catch (Cursor.Panic noted) {
            cursor.skipStatement();
            return null;
        }
    }

    private PolicyTree policy() {
        Token start = cursor.peek();
        Map<String, String> annotations = annotations();
        Effect effect = effect();
        cursor.expect("(");
        Head head = scopes.head();
        List<Condition> conditions = new ArrayList<>();
        while (!cursor.skip(";")) {
            conditions.add(condition());
        }
        PolicyTree policy = new PolicyTree(effect, annotations, head, conditions);
        spans.put(policy, start.start(), cursor.lastEnd());
        return policy;
    }

    private Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        while (cursor.skip("@")) {
            Token name = cursor.expect(Token.Kind.WORD, "the name of an annotation");
            String value = "";
            if (cursor.skip("(")) {
                value = Unescape.text(cursor.expect(Token.Kind.STRING, "a value in quotes"), cursor.errors);
                cursor.expect(")");
            }
            if (annotations.put(name.text(), value) != null) {
                cursor.errors.add(name.start(), name.end(), "annotation `" + name.text() + "` is given twice", "");
            }
        }
        return annotations;
    }

    private Effect effect() {
        Token word = cursor.expect(Token.Kind.WORD, "`permit` or `forbid`");
        if (word.is("permit") || word.is("forbid")) {
            return word.is("permit") ? Effect.PERMIT : Effect.FORBID;
        }
        String near = Names.near(word.text(), Set.of("permit", "forbid"));
        String message = "there is no effect `" + word.text() + "`";
        cursor.errors.add(word.start(), word.end(), message, "`permit` or `forbid`", near);
        if (near == null) {
            throw new Cursor.Panic();
        }
        return Effect.FORBID; // Read on as if it were well written, to find more.
    }

    private Condition condition() {
        Token word = cursor.peek();
        if (word.kind() != Token.Kind.WORD) {
            throw cursor.unexpected("`when`, `unless` or `;`");
        }
        cursor.next();
        boolean when = word.is("when");
        if (!when && !word.is("unless")) {
            String near = Names.near(word.text(), Set.of("when", "unless"));
            cursor.errors.add(
                    word.start(), word.end(), "unexpected `" + word.text() + "`", "`when`, `unless` or `;`", near);
            if (near == null) {
                throw new Cursor.Panic();
            }
        }
        cursor.expect("{");
        if (cursor.peek().is("}")) {
            throw cursor.unexpected("an expression");
        }
        Expr body = exprs.condition();
        cursor.expect("}");
        return new Condition(when, body);
    }

    /** Reads an entity such as {@code User::"alice"}; null when the text is none. */
    public static @Nullable EntityUid entityUid(String text) {
        Errors errors = new Errors("", text);
        PolicyParser parser = new PolicyParser(new Cursor(new Lexer(text, errors).tokens(), errors), new Spans());
        try {
            EntityUid uid = parser.exprs.entityUid();
            return errors.isEmpty() && parser.cursor.atEnd() ? uid : null;
        } catch (Cursor.Panic notOne) {
            return null;
        }
    }
}
