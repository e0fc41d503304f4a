package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;

/** Paths of parameters: names with dots between them, {@code []} for each element of an array. */
final class Paths {

    private Paths() {}

    /** The path of what holds this one; of a parameter itself, the empty one. */
    static String parent(String path) {
        if (path.endsWith("[]")) {
            return path.substring(0, path.length() - 2);
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** Whether any value stands at the path: not null, not an empty text, not an empty collection. */
    static boolean filled(JsonNode node, String path) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return false;
        }
        if (path.isEmpty()) {
            return node.isValueNode() ? !node.asText().isBlank() : !node.isEmpty();
        }
        if (path.startsWith("[]")) {
            String rest = path.substring(2);
            // A text where an array was promised is still something that is filled.
            if (!node.isArray()) {
                return filled(node, "");
            }
            for (JsonNode element : node) {
                if (filled(element, rest.startsWith(".") ? rest.substring(1) : rest)) {
                    return true;
                }
            }
            return false;
        }
        int end = end(path);
        String rest = path.substring(end);
        return filled(node.get(path.substring(0, end)), rest.startsWith(".") ? rest.substring(1) : rest);
    }

    private static int end(String path) {
        int dot = path.indexOf('.');
        int array = path.indexOf("[]");
        int first = dot < 0 ? path.length() : dot;
        return array < 0 ? first : Math.min(first, array);
    }
}
