package safeconduct.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 over the provider: the JOSE library would need a further one for it. */
final class Ed25519 {

    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** Whether it is a signature of this key; a malformed one is not. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519", Crypto.provider());
            verifier.initVerify(KeyFactory.getInstance("Ed25519", Crypto.provider())
                    .generatePublic(new X509EncodedKeySpec(joined(PUBLIC_PREFIX, publicKey))));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Signs with the 32 bytes of a private key. */
    static byte[] sign(byte[] privateKey, byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519", Crypto.provider())
                    .generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE_PREFIX, privateKey)));
            Signature signer = Signature.getInstance("Ed25519", Crypto.provider());
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that was made signs", impossible);
        }
    }

    private static byte[] joined(byte[] prefix, byte[] key) {
        byte[] all = new byte[prefix.length + key.length];
        System.arraycopy(prefix, 0, all, 0, prefix.length);
        System.arraycopy(key, 0, all, prefix.length, key.length);
        return all;
    }
}
