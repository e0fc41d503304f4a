package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.syntax.Errors;

/** Reads one JSON text. Stops at the first error: what follows a broken bracket means little. */
final class JsonReader {
    private static final int NESTING_MAX = 128;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final Errors errors;
    private final String text;
    private int at;
    private int nesting;

    private JsonReader(String file, String text) {
        this.errors = new Errors(file, text);
        this.text = text;
    }

    static Json read(String file, String text) {
        JsonReader reader = new JsonReader(file, text);
        Json value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.fail("the end of the text");
        }
        return value;
    }

    private Json value() {
        space();
        int start = at;
        char c = at < text.length() ? text.charAt(at) : ' ';
        return switch (c) {
            case '{' -> object(start);
            case '[' -> array(start);
            case '"' -> new Json.Text(string(), start);
            case 't' -> word("true", new Json.Bool(true, start));
            case 'f' -> word("false", new Json.Bool(false, start));
            case 'n' -> word("null", new Json.Null(start));
            default -> number(start);
        };
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw fail("a JSON value");
        }
        at += word.length();
        return value;
    }

    private Json number(int start) {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw fail("a JSON value");
        }
        at = number.end();
        return new Json.Num(number.group(), start);
    }

    private Json object(int start) {
        Map<String, Json> fields = new LinkedHashMap<>();
        enter();
        while (!close('}', !fields.isEmpty())) {
            space();
            int nameAt = at;
            String name = string();
            space();
            expect(':');
            if (fields.put(name, value()) != null) {
                at = nameAt;
                throw fail("every name once, but `" + name + "` is here again");
            }
        }
        return new Json.Obj(fields, start);
    }

    private Json array(int start) {
        List<Json> elements = new ArrayList<>();
        enter();
        while (!close(']', !elements.isEmpty())) {
            elements.add(value());
        }
        return new Json.Arr(elements, start);
    }

    private void enter() {
        at++;
        if (++nesting > NESTING_MAX) {
            throw fail("at most " + NESTING_MAX + " levels");
        }
    }

    private boolean close(char bracket, boolean later) {
        space();
        if (at < text.length() && text.charAt(at) == bracket) {
            at++;
            nesting--;
            return true;
        }
        if (later) {
            expect(',');
        }
        return false;
    }

    private void expect(char c) {
        if (at >= text.length() || text.charAt(at) != c) {
            throw fail("`" + c + "`");
        }
        at++;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length() || text.charAt(at) < ' ') {
                throw fail("`\"` at the end of the string");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw fail("an escape that JSON has");
            }
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw fail("four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private CedarSyntaxException fail(String expected) {
        errors.add(at, at + 1, at >= text.length() ? "the text ends too early" : "malformed JSON", expected);
        return errors.thrown();
    }
}
