package safeconduct.ledger.witness;

/**
 * What a witness answers, as HTTP says it.
 *
 * @param status 200 with signature lines, 409 with the size that it knows, or a refusal with a sentence
 */
public record Answer(int status, String contentType, String body) {

    /** The content type of a size. */
    public static final String SIZE = "text/x.tlog.size";

    static final int COSIGNED = 200;
    static final int MALFORMED = 400;
    static final int WRONG_KEY = 403;
    static final int UNKNOWN_LOG = 404;
    static final int WRONG_SIZE = 409;
    static final int WRONG_PROOF = 422;

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", body);
    }

    static Answer size(long size) {
        return new Answer(WRONG_SIZE, SIZE, size + "\n");
    }
}
