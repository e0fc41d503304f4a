package safeconduct.cedar.json;

import java.util.List;
import java.util.Map;
import safeconduct.cedar.CedarSyntaxException;

/** A JSON value, with the place where it was read; places don't count when two are compared by their text. */
public sealed interface Json {

    /** Where it starts in the text that it was read from; 0 for one that was built. */
    int at();

    /** Nothing. */
    record Null(int at) implements Json {}

    /** A truth value. */
    record Bool(boolean value, int at) implements Json {}

    /** A number, as it was written: reading it as a type that can't hold it is the reader's decision. */
    record Num(String digits, int at) implements Json {}

    /** A text. */
    record Text(String value, int at) implements Json {}

    /** A list. */
    record Arr(List<Json> elements, int at) implements Json {}

    /** Named values, in the order written. */
    record Obj(Map<String, Json> fields, int at) implements Json {}

    /**
     * Reads strict JSON: no comments, no name twice in one object, nothing behind it.
     *
     * @throws CedarSyntaxException when it is none
     */
    static Json parse(String file, String text) {
        return JsonReader.read(file, text);
    }

    /** A text, built. */
    static Json of(String text) {
        return new Text(text, 0);
    }

    /** A truth value, built. */
    static Json of(boolean value) {
        return new Bool(value, 0);
    }

    /** A whole number, built. */
    static Json of(long number) {
        return new Num(Long.toString(number), 0);
    }

    /** A list, built. */
    static Json of(List<Json> elements) {
        return new Arr(elements, 0);
    }

    /** An object, built. */
    static Json of(Map<String, Json> fields) {
        return new Obj(fields, 0);
    }

    /** An object with one field, built. */
    static Json of(String name, Json value) {
        return new Obj(Map.of(name, value), 0);
    }

    /** On one line, without needless space. */
    default String text() {
        return JsonWriter.write(this, false);
    }

    /** Over several lines, two spaces for each level. */
    default String pretty() {
        return JsonWriter.write(this, true);
    }
}
