package safeconduct.cedar;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a text is not what it should be, with everything that is wrong with it. */
public final class CedarSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** At least one, in the order of the text. */
    private final transient List<SyntaxError> errors;

    /** With all of them; at least one. */
    public CedarSyntaxException(List<SyntaxError> errors) {
        super(errors.stream().map(SyntaxError::render).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** Everything that is wrong, in the order of the text. */
    public List<SyntaxError> errors() {
        return errors;
    }
}
