package safeconduct.ledger.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.InclusionProof;

/**
 * A receipt for one record that can be checked with nothing else (c2sp.org/tlog-proof):
 *
 * <pre>
 * c2sp.org/tlog-proof@v1
 * extra b3BhcXVl
 * index 2
 * Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=
 *
 * example.com/log/testdata
 * 3
 * …
 * </pre>
 *
 * @param extra base64 of bytes that mean nothing here, or empty when there are none
 * @param index the record's place
 */
public record TlogProof(String extra, long index, List<Hash> hashes, SignedCheckpoint checkpoint) {

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Checks the parts and copies the hashes. */
    public TlogProof {
        hashes = List.copyOf(hashes);
        Base64Text.decode(extra);
        if (index < 0 || hashes.size() > InclusionProof.HASHES_MAX) {
            throw LedgerFault.invalid("malformed proof for record `" + index + "` with " + hashes.size() + " hashes");
        }
    }

    /** A receipt without extra bytes. */
    public TlogProof(InclusionProof proof, SignedCheckpoint checkpoint) {
        this("", proof.index(), proof.hashes(), checkpoint);
        if (proof.treeSize() != checkpoint.checkpoint().size()) {
            throw LedgerFault.invalid("proof for size " + proof.treeSize() + " and checkpoint of another size");
        }
    }

    /** Reads a receipt, in its only spelling. */
    public static TlogProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (text.length() > SignedNote.LENGTH_MAX || split < 0) {
            throw LedgerFault.invalid("malformed proof, expected lines, an empty line and a checkpoint");
        }
        var lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        take(lines, FIRST_LINE);
        String extra = !lines.isEmpty() && lines.getFirst().startsWith(EXTRA) ? take(lines, EXTRA) : "";
        long index = Decimal.parse(take(lines, INDEX));
        var hashes = lines.stream().map(Hash::parse).toList();
        var proof = new TlogProof(extra, index, hashes, SignedCheckpoint.parse(text.substring(split + 2)));
        if (!proof.toString().equals(text)) {
            throw LedgerFault.invalid("proof is not in its canonical spelling");
        }
        return proof;
    }

    private static String take(List<String> lines, String start) {
        if (lines.isEmpty() || !lines.getFirst().startsWith(start)) {
            throw LedgerFault.invalid("malformed proof, expected a line that starts with `" + start.strip() + "`");
        }
        return lines.removeFirst().substring(start.length());
    }

    /** True when the log's key signed a tree that has this leaf at the index. */
    public boolean verify(Hash leaf, NoteVerifier key) {
        var body = checkpoint.checkpoint();
        return checkpoint.signedBy(key) && new InclusionProof(index, body.size(), hashes).verify(leaf, body.root());
    }

    /** Reads a receipt and checks it; nothing when it is malformed or proves nothing. */
    public static Optional<TlogProof> open(String text, Hash leaf, NoteVerifier key) {
        try {
            return Optional.of(parse(text)).filter(proof -> proof.verify(leaf, key));
        } catch (LedgerFault malformed) {
            return Optional.empty();
        }
    }

    /** The receipt as it is written and sent. */
    @Override
    public String toString() {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        if (!extra.isEmpty()) {
            text.append(EXTRA).append(extra).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        hashes.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
