package safeconduct.cedar.syntax;

import java.util.List;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Var;

/** Reads the parentheses at the head of a policy. */
final class ScopeParser {
    private final Cursor cursor;
    private final ExprParser exprs;

    ScopeParser(Cursor cursor, ExprParser exprs) {
        this.cursor = cursor;
        this.exprs = exprs;
    }

    /** The rest of the head, after its opening parenthesis. */
    Head head() {
        Scope principal = scope(Var.PRINCIPAL);
        cursor.expect(",");
        Scope action = scope(Var.ACTION);
        cursor.expect(",");
        Scope resource = scope(Var.RESOURCE);
        cursor.skip(",");
        cursor.expect(")");
        return new Head(principal, action, resource);
    }

    private Scope scope(Var variable) {
        Token word = cursor.peek();
        if (!word.is(variable.word())) {
            throw cursor.unexpected("`" + variable.word() + "`");
        }
        cursor.next();
        if (cursor.peek().is("is")) {
            return is(variable);
        }
        Token operator = cursor.peek();
        if (cursor.skip("==")) {
            return new Scope.Eq(ref(variable));
        }
        if (cursor.skip("in")) {
            return in(variable);
        }
        if (cursor.peek().is(",") || cursor.peek().is(")")) {
            return new Scope.Any();
        }
        if (operator.is("=")) {
            cursor.errors.add(operator.start(), operator.end(), "`=` is no operator", "`==`, `in` or `is`", "==");
            throw new Cursor.Panic();
        }
        throw cursor.unexpected(variable == Var.ACTION ? "`==`, `in` or `,`" : "`==`, `in`, `is` or `,`");
    }

    private Scope is(Var variable) {
        Token word = cursor.next();
        if (variable == Var.ACTION) {
            throw cursor.fail(word, "an action's type can't be tested", "`==` or `in`");
        }
        String type = exprs.typeName();
        return cursor.skip("in") ? new Scope.IsIn(type, ref(variable)) : new Scope.Is(type);
    }

    private Scope in(Var variable) {
        int parentheses = 0;
        while (cursor.peek(parentheses).is("(")) {
            parentheses++;
        }
        if (!cursor.peek(parentheses).is("[")) {
            return new Scope.In(ref(variable));
        }
        open(parentheses);
        Token bracket = cursor.next();
        List<EntityUid> uids = cursor.list("]", () -> uid(variable));
        close(parentheses);
        if (variable != Var.ACTION) {
            cursor.errors.add(
                    bracket.start(), cursor.lastEnd(), "only an action can be `in` a list here", "one entity");
        }
        return new Scope.InAny(uids);
    }

    private void open(int parentheses) {
        for (int i = 0; i < parentheses; i++) {
            cursor.expect("(");
        }
    }

    private void close(int parentheses) {
        for (int i = 0; i < parentheses; i++) {
            cursor.expect(")");
        }
    }

    private Scope.Ref ref(Var variable) {
        Token token = cursor.peek();
        if (token.kind() != Token.Kind.SLOT) {
            return new Scope.Uid(uid(variable));
        }
        cursor.next();
        if (variable == Var.ACTION || !token.text().equals("?" + variable.word())) {
            String expected = variable == Var.ACTION ? "an action" : "`?" + variable.word() + "` or an entity";
            throw cursor.fail(token, "slot " + token.shown() + " can't stand here", expected);
        }
        return new Scope.Slot(variable);
    }

    private EntityUid uid(Var variable) {
        Token start = cursor.peek();
        int parentheses = 0;
        while (cursor.skip("(")) {
            parentheses++;
        }
        EntityUid uid = exprs.entityUid();
        if (uid == null) {
            throw cursor.unexpected("an entity such as `Type::\"id\"`");
        }
        if (variable == Var.ACTION
                && !(uid.type().equals("Action") || uid.type().endsWith("::Action"))) {
            cursor.errors.add(start.start(), cursor.lastEnd(), "`" + uid + "` is no action", "`Action::\"…\"`");
        }
        close(parentheses);
        return uid;
    }
}
