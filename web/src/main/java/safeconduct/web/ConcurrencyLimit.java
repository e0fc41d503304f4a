package safeconduct.web;

import java.util.concurrent.Semaphore;

/**
 * Lets so many requests be served at once and refuses the others at once; a stream counts until its last byte.
 */
public final class ConcurrencyLimit implements Handler {

    private final Handler inner;
    private final Semaphore places;

    public ConcurrencyLimit(Handler inner, int requestsMax) {
        this.inner = inner;
        this.places = new Semaphore(requestsMax);
    }

    @Override
    public Response handle(Request request) {
        if (!places.tryAcquire()) {
            throw new Rejection(503, "too many requests are being served, try again");
        }
        boolean handedOn = false;
        try {
            Response response = inner.handle(request);
            handedOn = true;
            return response.writtenBy(out -> {
                try {
                    response.writer().writeTo(out);
                } finally {
                    places.release();
                }
            });
        } finally {
            if (!handedOn) {
                places.release();
            }
        }
    }
}
