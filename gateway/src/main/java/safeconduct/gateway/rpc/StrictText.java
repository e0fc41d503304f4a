package safeconduct.gateway.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** What makes two readers of the same bytes disagree, and is therefore refused. */
final class StrictText {

    private StrictText() {}

    /**
     * Whether these are well-formed UTF-8: no overlong forms, no surrogates; and no zero, by which a reader of JSON would
     * take them for UTF-16.
     */
    static boolean isUtf8(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** What is ambiguous in this value, if anything is. */
    static Optional<String> ambiguity(JsonNode value) {
        if (value.isTextual()) {
            return isWellFormed(value.textValue())
                    ? Optional.empty()
                    : Optional.of("a string holds half a surrogate pair");
        }
        Optional<String> names = value.isObject() ? names(value) : Optional.empty();
        Iterator<JsonNode> children = value.elements();
        while (names.isEmpty() && children.hasNext()) {
            names = ambiguity(children.next());
        }
        return names;
    }

    /** Some readers take names that differ only in case for the same one, and the last of them wins. */
    private static Optional<String> names(JsonNode object) {
        Set<String> folded = new HashSet<>();
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!isWellFormed(name)) {
                return Optional.of("a name holds half a surrogate pair");
            }
            if (!folded.add(fold(name))) {
                return Optional.of("two names in one object differ only in case");
            }
        }
        return Optional.empty();
    }

    /** As Unicode folds a name, so that the long s and the Kelvin sign are seen through. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.chars().forEach(c -> folded.append(Character.toLowerCase(Character.toUpperCase((char) c))));
        return folded.toString();
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
