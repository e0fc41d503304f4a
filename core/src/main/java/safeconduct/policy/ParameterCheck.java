package safeconduct.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of a task against those that its purpose declares. */
final class ParameterCheck {

    /** Longest value of a text. */
    static final int TEXT_LENGTH_MAX = 256;

    /** Of the user's words, which may have lines. */
    static final int GOAL_LENGTH_MAX = 16 * 1024;

    /** How many characters a pattern may look at; a pattern that backtracks without end stops here, as no match. */
    static final int PATTERN_STEPS_MAX = 100_000;

    private ParameterCheck() {}

    /** Everything that is wrong; values are not repeated. */
    static List<String> check(List<Purpose.Parameter> declared, ObjectNode given) {
        List<String> problems = new ArrayList<>();
        List<String> names = declared.stream().map(Purpose.Parameter::name).toList();
        given.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add("unknown parameter `" + clipped(name) + "`, expected "
                        + (names.isEmpty() ? "none" : "one of `" + String.join("`, `", names) + "`"));
            }
        });
        for (Purpose.Parameter parameter : declared) {
            check(parameter, given.get(parameter.name()), problems);
        }
        return problems;
    }

    private static void check(Purpose.Parameter parameter, @Nullable JsonNode value, List<String> problems) {
        String name = "parameter `" + parameter.name() + "`";
        if (value == null) {
            if (parameter.required()) {
                problems.add(name + " is missing");
            }
            return;
        }
        boolean typed =
                switch (parameter.type()) {
                    case STRING -> value.isTextual();
                    case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
                    case BOOLEAN -> value.isBoolean();
                };
        if (!typed) {
            problems.add(name + " is of another type, expected "
                    + parameter.type().name().toLowerCase(Locale.ROOT));
        } else if (value.isTextual()
                && unsound(value.textValue(), parameter.name().equals(Purpose.GOAL))) {
            int most = parameter.name().equals(Purpose.GOAL) ? GOAL_LENGTH_MAX : TEXT_LENGTH_MAX;
            problems.add(name + " is longer than " + most + " characters or has control characters");
        } else if (parameter.pattern().isPresent()
                && !matches(parameter.pattern().get(), value.asText())) {
            problems.add(name + " does not match `" + parameter.pattern().get() + "`");
        }
    }

    private static boolean unsound(String text, boolean words) {
        return text.length() > (words ? GOAL_LENGTH_MAX : TEXT_LENGTH_MAX)
                || text.codePoints()
                        .filter(c -> !words || (c != '\n' && c != '\r' && c != '\t'))
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** The whole text, within a bounded number of steps. */
    static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text, 0, text.length(), new AtomicInteger()))
                    .matches();
        } catch (TooManySteps endless) {
            return false;
        }
    }

    private static String clipped(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    private static final class TooManySteps extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that can be looked at only so often. */
    private record Counted(String text, int start, int end, AtomicInteger steps) implements CharSequence {
        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > PATTERN_STEPS_MAX) {
                throw new TooManySteps();
            }
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, start + from, start + to, steps);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
