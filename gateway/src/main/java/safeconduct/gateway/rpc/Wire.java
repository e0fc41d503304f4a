package safeconduct.gateway.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * The bytes of one message. Immutable. What must change is spliced: every byte outside the changed value stays as it came,
 * so what was decided on is what is forwarded.
 */
public final class Wire {

    private final byte[] bytes;

    private Wire(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static Wire of(byte[] bytes) {
        return new Wire(bytes.clone());
    }

    public static Wire of(String text) {
        return new Wire(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** In one line: JSON has line breaks only between tokens, where a space means the same. */
    public Wire line() {
        byte[] line = bytes.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return new Wire(line);
    }

    /**
     * With this JSON as the value at the path: in place of the one that is there, or added as the first member.
     *
     * @param path names of members from the top; objects that are missing on the way are made
     * @throws Fault INVALID when something on the way is not an object
     */
    public Wire with(List<String> path, String json) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            return splice(parser, path, json);
        } catch (IOException impossible) {
            throw new Fault(Fault.Code.INVALID, "malformed JSON", impossible);
        }
    }

    private Wire splice(JsonParser parser, List<String> path, String json) throws IOException {
        int open = offset(parser); // just behind the brace of the innermost object that exists
        for (int depth = 0; depth < path.size(); depth++) {
            if (!find(parser, path.get(depth))) {
                return inserted(open, nested(path.subList(depth, path.size()), json));
            }
            if (depth == path.size() - 1) {
                return replaced(parser, json);
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            open = offset(parser);
        }
        throw new IllegalArgumentException("an empty path");
    }

    /** Stops at the value of the member, when it is there. */
    private static boolean find(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private Wire replaced(JsonParser parser, String json) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        parser.finishToken();
        return joined(from, json, offset(parser));
    }

    private Wire inserted(int at, String member) {
        int next = at;
        while (next < bytes.length && Character.isWhitespace(bytes[next])) {
            next++;
        }
        return joined(at, bytes[next] == '}' ? member : member + ",", at);
    }

    private Wire joined(int from, String text, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + text.length());
        out.write(bytes, 0, from);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, to, bytes.length - to);
        return new Wire(out.toByteArray());
    }

    private static String nested(List<String> path, String json) {
        String member = Json.text(path.getFirst()) + ":";
        return path.size() == 1 ? member + json : member + "{" + nested(path.subList(1, path.size()), json) + "}";
    }

    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    private static Fault notAnObject() {
        return new Fault(Fault.Code.INVALID, "expected an object on the way");
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
