package safeconduct.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.grant.Credential;
import safeconduct.kernel.Secret;

/**
 * What a child writes to its standard error. Once it works this may hold data, so it is counted and not kept; what it
 * wrote last before that says why it could not start, and goes to the log of the server if it ends there.
 */
final class Complaints {

    private static final System.Logger LOG = System.getLogger(Complaints.class.getName());

    private static final int KEPT_BYTES = 2048;
    private static final long LAST_WORDS_MILLIS = 200;

    private final long pid;
    private final Optional<Credential> credential;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock telling = new ReentrantLock();
    private byte[] kept = new byte[0];
    private boolean keeping = true;
    private boolean cut;
    private boolean told;

    Complaints(long pid, Optional<Credential> credential) {
        this.pid = pid;
        this.credential = credential;
    }

    /** Reads to the end. */
    void read(InputStream errors) {
        long bytes = 0;
        byte[] buffer = new byte[4096];
        try (errors) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                bytes += read;
                keep(buffer, read);
            }
        } catch (IOException broken) {
            LOG.log(System.Logger.Level.DEBUG, "reading the errors of a child", broken);
        } finally {
            ended.countDown();
        }
        if (bytes > 0) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a child, process {0,number,#}, wrote {1} bytes to its standard error",
                    pid,
                    bytes);
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        if (keeping) {
            byte[] all = new byte[kept.length + length];
            System.arraycopy(kept, 0, all, 0, kept.length);
            System.arraycopy(buffer, 0, all, kept.length, length);
            int from = Math.max(0, all.length - KEPT_BYTES);
            cut |= from > 0;
            kept = Arrays.copyOfRange(all, from, all.length);
        }
    }

    /** Keeps nothing from now on. */
    synchronized void forget() {
        keeping = false;
        kept = new byte[0];
    }

    /** Tells the log why a child could not start, once; whether there was something to tell, now or before. */
    boolean told() {
        telling.lock();
        try {
            told = told || tell();
            return told;
        } finally {
            telling.unlock();
        }
    }

    private boolean tell() {
        awaitLastWords();
        String words = take();
        if (!words.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the command of a target, process {0,number,#}, ended before it said what it is: {1}",
                    pid,
                    words);
        }
        return !words.isEmpty();
    }

    private void awaitLastWords() {
        try {
            boolean all = ended.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            LOG.log(System.Logger.Level.TRACE, "all was read: {0}", all);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whole lines only, since half a secret at the cut would not be recognised. */
    private synchronized String take() {
        String words = new String(kept, StandardCharsets.UTF_8);
        words = cut ? words.substring(words.indexOf('\n') + 1) : words;
        forget();
        for (Secret secret : credential.map(known -> known.fields().values()).orElseGet(List::of)) {
            String clear = secret.reveal();
            words = clear.isEmpty() ? words : words.replace(clear, "***");
        }
        return words.strip().replaceAll("\\R", " | ").replaceAll("\\p{Cntrl}", "?");
    }
}
