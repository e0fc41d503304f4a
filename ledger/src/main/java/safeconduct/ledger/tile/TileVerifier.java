package safeconduct.ledger.tile;

import java.util.Optional;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeEdge;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.merkle.TreeProofs;
import safeconduct.ledger.note.Checkpoint;
import safeconduct.ledger.note.NoteVerifier;

/** Checks a folder of tiles from any program against its checkpoint. */
public record TileVerifier(TileFolder folder, NoteVerifier key) {

    /** What is wrong: nothing, or one sentence. */
    public Optional<String> verify() {
        try {
            return check();
        } catch (LedgerFault malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    private Optional<String> check() {
        var signed = folder.checkpoint();
        if (!signed.signedBy(key)) {
            return Optional.of("the checkpoint is not signed by `" + key + "`");
        }
        Checkpoint checkpoint = signed.checkpoint();
        var edge = new TreeEdge();
        while (edge.size() < checkpoint.size()) {
            Optional<String> wrong = checkBundle(edge, checkpoint.size());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (!edge.root().equals(checkpoint.root())) {
            return Optional.of("the entries do not have the root of the checkpoint");
        }
        // The tiles above the leaves are right when every root that they give is.
        boolean same = new TreeProofs(folder).root(checkpoint.size()).equals(checkpoint.root());
        return same ? Optional.empty() : Optional.of("the tiles do not have the root of the checkpoint");
    }

    /** Hashes one bundle and compares the leaves with their tile. */
    private Optional<String> checkBundle(TreeEdge edge, long size) {
        long number = edge.size() / TilePath.WIDTH_MAX;
        int width = (int) Math.min(TilePath.WIDTH_MAX, size - edge.size());
        HashTile leaves = folder.tile(new TilePath(0, number, width));
        var entries =
                folder.entries(new TilePath(TilePath.ENTRIES, number, width)).entries();
        var hasher = new TreeHasher();
        for (int i = 0; i < width; i++) {
            byte[] leaf = hasher.leaf(entries.get(i));
            if (!leaves.hashes().get(i).equals(Hash.of(leaf))) {
                return Optional.of("entry " + edge.size() + " does not have the hash in its tile");
            }
            edge.append(leaf);
        }
        return Optional.empty();
    }
}
