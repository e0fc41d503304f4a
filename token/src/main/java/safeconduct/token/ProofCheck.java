package safeconduct.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/**
 * Checks proofs of possession (DPoP, RFC 9449). A proof works once; one from before this process began, of which the
 * memory of used ones is lost, works only with a nonce of this process.
 */
public final class ProofCheck {

    /** How far a proof's time may be from ours. */
    public static final Duration WINDOW = Duration.ofSeconds(60);

    /** How many used proofs are remembered at once; more are refused. */
    public static final int USED_MAX = 100_000;

    /** What a proof may be signed with. */
    public static final List<String> ALGORITHMS = List.of("ES256", "EdDSA");

    private static final int JTI_LENGTH_MAX = 256;

    private final Time time;
    private final Instant began;
    private final boolean nonceAlways;
    private final Nonces nonces = new Nonces();
    private final ReplayMemory used;

    /** @param nonceAlways whether each proof must carry a nonce of ours */
    public ProofCheck(Time time, boolean nonceAlways) {
        this(time, nonceAlways, USED_MAX);
    }

    ProofCheck(Time time, boolean nonceAlways, int usedMax) {
        this.time = time;
        this.began = time.now();
        this.nonceAlways = nonceAlways;
        this.used = new ReplayMemory(usedMax);
    }

    /**
     * What a proof came with.
     *
     * @param method of the request
     * @param urls under which the request could have been made
     * @param token that the same request shows, if it shows one
     */
    public record Shown(String proof, String method, Set<String> urls, Optional<String> token) {
        public Shown {
            urls = Set.copyOf(urls);
        }
    }

    /** The answer. */
    public sealed interface Proof {

        /** Whoever asks holds the key with this thumbprint (RFC 7638). */
        record Proven(String keyThumbprint) implements Proof {}

        /** @param error as RFC 9449 spells it; for {@code use_dpop_nonce} send {@link ProofCheck#nonce} along */
        record Refused(String error, String reason) implements Proof {}
    }

    /** What a client is to put into its next proof. */
    public String nonce() {
        return nonces.current(time.now());
    }

    public Proof check(Shown shown) {
        Instant now = time.now();
        try {
            return checked(shown, now);
        } catch (Fault malformed) {
            return refused(String.valueOf(malformed.getMessage()));
        }
    }

    private Proof checked(Shown shown, Instant now) {
        Jws proof = Jws.parseProof(shown.proof());
        if (!proof.type().equals("dpop+jwt")) {
            return refused("not a proof: expected type `dpop+jwt`");
        }
        if (!ALGORITHMS.contains(proof.algorithm())) {
            return refused("expected a proof signed with one of " + ALGORITHMS);
        }
        if (!(proof.header().path("jwk") instanceof ObjectNode jwk)) {
            return refused("the proof has no key");
        }
        JwsKey key = JwsKey.of(jwk);
        if (!key.verifies(proof)) {
            return refused("the signature of the proof is not good");
        }
        Claims claims = new Claims(proof.claims());
        Optional<String> mismatch = mismatch(claims, shown);
        return mismatch.isPresent() ? refused(mismatch.get()) : once(claims, key, now);
    }

    private static Optional<String> mismatch(Claims claims, Shown shown) {
        if (!claims.text("htm").equals(shown.method())) {
            return Optional.of("the proof is for another method");
        }
        Set<String> urls = shown.urls().stream()
                .flatMap(url -> HttpUrl.normal(url).stream())
                .collect(Collectors.toSet());
        Optional<String> made = HttpUrl.normal(claims.text("htu"));
        if (made.isEmpty() || !urls.contains(made.get())) {
            return Optional.of("the proof is for another URL");
        }
        if (shown.token().isPresent()
                && !same(claims.text("ath"), hash(shown.token().get()))) {
            return Optional.of("the proof is for another token");
        }
        return Optional.empty();
    }

    private Proof once(Claims claims, JwsKey key, Instant now) {
        Instant made = claims.time("iat");
        if (made.isBefore(now.minus(WINDOW)) || made.isAfter(now.plus(WINDOW))) {
            return refused("the proof is too old or from the future");
        }
        Optional<String> nonce = claims.optionalText("nonce");
        if (nonce.isPresent() && !nonces.fresh(nonce.get(), now)) {
            return new Proof.Refused("use_dpop_nonce", "the nonce of the proof is not ours, or too old");
        }
        // Whole seconds: a proof of the second in which we began could be one that we saw before we began.
        boolean fromBefore = made.getEpochSecond() <= began.getEpochSecond();
        if (nonce.isEmpty() && (nonceAlways || fromBefore)) {
            return new Proof.Refused("use_dpop_nonce", "expected a proof with a nonce");
        }
        String jti = claims.text("jti");
        if (jti.length() > JTI_LENGTH_MAX) {
            return refused("the `jti` of the proof is too long");
        }
        Instant until = made.plus(WINDOW).plusSeconds(1);
        return switch (used.use(Digest.of(key.thumbprint() + " " + jti), until, now)) {
            case FIRST -> new Proof.Proven(key.thumbprint());
            case AGAIN -> refused("the proof was used before");
            case FULL -> refused("too many proofs in a short time, try again later");
        };
    }

    /** What {@code ath} is for this token: base64url of its SHA-256. */
    public static String hash(String token) {
        byte[] digest = Digest.sha256(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Proof refused(String reason) {
        return new Proof.Refused("invalid_dpop_proof", reason);
    }
}
