package safeconduct.cedar.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.syntax.Errors;

/** Takes JSON values as what they should be, and says where they are not. */
public final class Reading {
    private final String file;
    private final String text;

    /** Of this text. */
    public Reading(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The text as JSON. */
    public Json root() {
        return Json.parse(file, text);
    }

    /** The error to throw when this value can't be what it should. */
    public CedarSyntaxException fail(Json json, String message, String expected) {
        Errors errors = new Errors(file, text);
        int start = Math.min(json.at(), text.length());
        errors.add(start, start + 1, message, expected);
        return errors.thrown();
    }

    /** The fields of an object. */
    public Map<String, Json> object(Json json, String expected) {
        if (json instanceof Json.Obj object) {
            return object.fields();
        }
        throw fail(json, "not an object", expected);
    }

    /** The fields of an object that has no others than these. */
    public Map<String, Json> object(Json json, String expected, Set<String> allowed) {
        Map<String, Json> fields = object(json, expected);
        for (String name : fields.keySet()) {
            if (!allowed.contains(name)) {
                throw fail(json, "unexpected field `" + name + "`", expected);
            }
        }
        return fields;
    }

    /** The elements of a list. */
    public List<Json> array(Json json, String expected) {
        if (json instanceof Json.Arr array) {
            return array.elements();
        }
        throw fail(json, "not a list", expected);
    }

    /** A text. */
    public String string(Json json, String expected) {
        if (json instanceof Json.Text(String value, int at)) {
            return value;
        }
        throw fail(json, "not a string", expected);
    }

    /** A field that must be there. */
    public Json field(Json object, String name) {
        Json value = object(object, "an object with `" + name + "`").get(name);
        if (value == null) {
            throw fail(object, "field `" + name + "` is missing", "");
        }
        return value;
    }

    /** A field that may be missing. */
    public @Nullable Json optional(Json object, String name) {
        return object(object, "an object").get(name);
    }
}
