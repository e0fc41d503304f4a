package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.cedar.schema.RawSchema;
import safeconduct.cedar.schema.RawSchema.ActionRef;
import safeconduct.cedar.schema.RawSchema.Named;
import safeconduct.cedar.schema.RawSchema.Namespace;
import safeconduct.cedar.schema.RawSchema.RawAction;
import safeconduct.cedar.schema.RawSchema.RawAttribute;
import safeconduct.cedar.schema.RawSchema.RawEntity;
import safeconduct.cedar.schema.RawSchema.RawRecord;
import safeconduct.cedar.schema.RawSchema.RawType;

/** Reads schemas in Cedar syntax. */
public final class SchemaParser {
    private static final int NESTING_MAX = 100;
    private static final RawRecord NOTHING = new RawRecord(Map.of());

    private final Cursor cursor;
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private int nesting;

    private SchemaParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads a schema, names as written.
     *
     * @throws safeconduct.cedar.CedarSyntaxException with everything that is wrong
     */
    public static RawSchema parse(String file, String text) {
        Errors errors = new Errors(file, text);
        SchemaParser parser = new SchemaParser(new Cursor(new Lexer(text, errors).tokens(), errors));
        while (!parser.cursor.atEnd()) {
            parser.declarationOrNamespace();
        }
        if (!errors.isEmpty()) {
            throw errors.thrown();
        }
        return new RawSchema(parser.namespaces);
    }

    private void declarationOrNamespace() {
        try {
            annotations();
            if (cursor.skip("namespace")) {
                Token start = cursor.peek();
                String name = path().path();
                if (namespaces.containsKey(name)) {
                    cursor.errors.add(start.start(), start.end(), "namespace `" + name + "` is declared twice", "");
                }
                cursor.expect("{");
                while (!cursor.skip("}")) {
                    annotations();
                    declaration(name);
                }
            } else {
                declaration("");
            }
        } catch (Cursor.Panic noted) {
            cursor.skipStatement();
        }
    }

    private void annotations() {
        while (cursor.skip("@")) {
            cursor.expect(Token.Kind.WORD, "the name of an annotation");
            if (cursor.skip("(")) {
                Unescape.text(cursor.expect(Token.Kind.STRING, "a value in quotes"), cursor.errors);
                cursor.expect(")");
            }
        }
    }

    private void declaration(String name) {
        Namespace namespace = namespaces.computeIfAbsent(
                name, n -> new Namespace(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
        Token word = cursor.peek();
        if (cursor.skip("entity")) {
            entity(namespace, word);
        } else if (cursor.skip("action")) {
            action(namespace, word);
        } else if (cursor.skip("type")) {
            Token type = identifier();
            cursor.expect("=");
            once(namespace.types(), type, type.text(), type());
        } else {
            throw cursor.unexpected("`entity`, `action`, `type` or `namespace`");
        }
        cursor.expect(";");
    }

    private <T> void once(Map<String, T> map, Token token, String name, T value) {
        if (map.put(name, value) != null) {
            cursor.errors.add(token.start(), token.end(), "`" + name + "` is declared twice", "");
        }
    }

    private void entity(Namespace namespace, Token word) {
        List<Token> names = new ArrayList<>(List.of(identifier()));
        while (cursor.skip(",")) {
            names.add(identifier());
        }
        RawEntity body = cursor.skip("enum") ? enumeration(word) : standard(word);
        names.forEach(name -> once(namespace.entities(), name, name.text(), body));
    }

    private RawEntity enumeration(Token word) {
        cursor.expect("[");
        List<String> ids = cursor.list(
                "]", () -> Unescape.text(cursor.expect(Token.Kind.STRING, "an id in quotes"), cursor.errors));
        return new RawEntity(List.of(), NOTHING, null, ids, word.start());
    }

    private RawEntity standard(Token word) {
        List<Named> parents = cursor.skip("in") ? paths() : List.of();
        boolean assigned = cursor.skip("=");
        RawType shape = assigned || cursor.peek().is("{") ? recordOf() : NOTHING;
        RawType tags = cursor.skip("tags") ? type() : null;
        return new RawEntity(parents, shape, tags, null, word.start());
    }

    private void action(Namespace namespace, Token word) {
        List<Token> at = new ArrayList<>(List.of(cursor.peek()));
        List<String> names = new ArrayList<>(List.of(name()));
        while (cursor.skip(",")) {
            at.add(cursor.peek());
            names.add(name());
        }
        List<ActionRef> parents = cursor.skip("in") ? actionRefs() : List.of();
        RawAction body = cursor.skip("appliesTo")
                ? appliesTo(parents, word)
                : new RawAction(parents, List.of(), List.of(), NOTHING, word.start());
        if (cursor.skip("attributes")) {
            cursor.expect("{");
            cursor.expect("}");
        }
        for (int i = 0; i < names.size(); i++) {
            once(namespace.actions(), at.get(i), names.get(i), body);
        }
    }

    private RawAction appliesTo(List<ActionRef> parents, Token word) {
        List<Named> principals = null;
        List<Named> resources = null;
        RawType context = null;
        cursor.expect("{");
        while (!cursor.skip("}")) {
            Token part = cursor.peek();
            boolean known = cursor.skip("principal") || cursor.skip("resource") || cursor.skip("context");
            if (!known) {
                throw cursor.unexpected("`principal`, `resource` or `context`");
            }
            cursor.expect(":");
            if (part.is("principal") && principals == null) {
                principals = paths();
            } else if (part.is("resource") && resources == null) {
                resources = paths();
            } else if (part.is("context") && context == null) {
                context = cursor.peek().is("{") ? recordOf() : path();
            } else {
                throw cursor.fail(part, "`" + part.text() + "` is given twice", "");
            }
            if (!cursor.skip(",") && !cursor.peek().is("}")) {
                throw cursor.unexpected("`,` or `}`");
            }
        }
        if (principals == null || resources == null) {
            String missing = principals == null ? "principal" : "resource";
            cursor.errors.add(word.start(), word.end(), "this action applies to no `" + missing + "`", "a type for it");
        }
        return new RawAction(
                parents,
                principals == null ? List.of() : principals,
                resources == null ? List.of() : resources,
                context == null ? NOTHING : context,
                word.start());
    }

    private List<ActionRef> actionRefs() {
        return cursor.skip("[") ? cursor.list("]", this::actionRef) : List.of(actionRef());
    }

    private ActionRef actionRef() {
        Token start = cursor.peek();
        if (start.kind() == Token.Kind.STRING) {
            return new ActionRef("", name(), start.start());
        }
        List<String> words = new ArrayList<>(List.of(identifier().text()));
        while (cursor.skip("::")) {
            if (cursor.peek().kind() == Token.Kind.STRING) {
                return new ActionRef(String.join("::", words), name(), start.start());
            }
            words.add(identifier().text());
        }
        if (words.size() > 1) {
            throw cursor.unexpected("`::` and an id in quotes");
        }
        return new ActionRef("", words.getFirst(), start.start());
    }

    private String name() {
        return cursor.peek().kind() == Token.Kind.STRING
                ? Unescape.text(cursor.next(), cursor.errors)
                : identifier().text();
    }

    private Token identifier() {
        Token word = cursor.expect(Token.Kind.WORD, "a name");
        boolean cedar = word.is("__cedar"); // The namespace of what is built in.
        if (Names.isReserved(word.text()) && !cedar) {
            cursor.errors.add(word.start(), word.end(), "`" + word.text() + "` is a reserved word", "a name");
        }
        return word;
    }

    private List<Named> paths() {
        return cursor.skip("[") ? cursor.list("]", this::path) : List.of(path());
    }

    private Named path() {
        Token start = cursor.peek();
        List<String> words = new ArrayList<>(List.of(identifier().text()));
        while (cursor.skip("::")) {
            words.add(identifier().text());
        }
        return new Named(String.join("::", words), start.start());
    }

    private RawType type() {
        if (++nesting > NESTING_MAX) {
            throw cursor.fail(cursor.peek(), "nested more than " + NESTING_MAX + " deep", "");
        }
        RawType type;
        if (cursor.peek().is("Set") && cursor.peek(1).is("<")) {
            cursor.next();
            cursor.next();
            type = new RawSchema.RawSet(type());
            cursor.expect(">");
        } else {
            type = cursor.peek().is("{") ? recordOf() : path();
        }
        nesting--;
        return type;
    }

    private RawRecord recordOf() {
        cursor.expect("{");
        Map<String, RawAttribute> attributes = new LinkedHashMap<>();
        cursor.list("}", () -> {
            annotations();
            Token at = cursor.peek();
            String name = name();
            boolean required = !cursor.skip("?");
            cursor.expect(":");
            once(attributes, at, name, new RawAttribute(type(), required));
            return name;
        });
        return new RawRecord(attributes);
    }
}
