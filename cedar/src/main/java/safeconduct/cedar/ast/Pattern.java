package safeconduct.cedar.ast;

import java.util.List;
import safeconduct.cedar.Quoted;

/** A pattern of {@code like}: the literal pieces between its wildcards, so one piece when it has none. */
public record Pattern(List<String> pieces) {

    /** Copies the list. */
    public Pattern {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a pattern has at least one piece");
        }
    }

    /** True when the whole text has this form. Time is at most text times pattern. */
    public boolean matches(String text) {
        String first = pieces.getFirst();
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = pieces.getLast();
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int from = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            String piece = pieces.get(i);
            int at = text.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }

    /** As a Cedar literal: {@code "a*\*"}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < pieces.size(); i++) {
            out.append(i == 0 ? "" : "*");
            pieces.get(i).codePoints().forEach(c -> {
                if (c == '*') {
                    out.append("\\*");
                } else {
                    Quoted.escape(c, out);
                }
            });
        }
        return out.append('"').toString();
    }
}
