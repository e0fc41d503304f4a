package safeconduct.flow.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a text may say in another writing: percent, hexadecimal, base64, and the alphabet turned by thirteen. */
final class Decodings {

    static final int LENGTH_MAX = 64 * 1024;
    private static final int ENCODED_MIN = 12;

    private Decodings() {}

    /** The text itself first. */
    static List<String> of(String text) {
        List<String> readings = new ArrayList<>();
        readings.add(text);
        if (text.length() > LENGTH_MAX) {
            return readings;
        }
        if (text.indexOf('%') >= 0) {
            readings.add(percent(text));
        }
        runs(readings.getLast(), readings);
        readings.add(turned(text));
        return readings;
    }

    /** Each run of characters that only an encoding is made of, read as one. */
    private static void runs(String text, List<String> readings) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !encoded(text.charAt(i))) {
                if (i - start >= ENCODED_MIN) {
                    run(text.substring(start, i), readings);
                }
                start = i + 1;
            }
        }
    }

    private static boolean encoded(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_');
    }

    private static void run(String run, List<String> readings) {
        if (run.length() % 2 == 0 && run.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            byte[] bytes = new byte[run.length() / 2];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)
                        (Character.digit(run.charAt(2 * i), 16) * 16 + Character.digit(run.charAt(2 * i + 1), 16));
            }
            readings.add(new String(bytes, StandardCharsets.UTF_8));
        }
        String plain = run.replace('-', '+').replace('_', '/');
        int rest = plain.length() % 4;
        String whole = rest == 1 ? plain.substring(0, plain.length() - 1) : plain;
        readings.add(new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8));
    }

    private static String percent(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low >= 0) {
                out[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static String turned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
            out.append(base == 0 ? c : (char) (base + (c - base + 13) % 26));
        }
        return out.toString();
    }
}
