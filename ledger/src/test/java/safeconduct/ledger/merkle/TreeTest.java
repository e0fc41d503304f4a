package safeconduct.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TreeTest {

    private static final int SIZE = 70;

    private final byte[] stored = new byte[(int) StoredHashes.count(SIZE) * Hash.LENGTH];
    private final Hash[] roots = new Hash[SIZE + 1];
    private final TreeProofs proofs = new TreeProofs((level, number) -> {
        int at = (int) StoredHashes.place(level, number) * Hash.LENGTH;
        return Arrays.copyOfRange(stored, at, at + Hash.LENGTH);
    });

    TreeTest() {
        var edge = new TreeEdge();
        int end = 0;
        for (int i = 0; i < SIZE; i++) {
            roots[i] = edge.root();
            end = edge.append(leaf(i).bytes(), stored, end);
            assertEquals(StoredHashes.count(i + 1) * Hash.LENGTH, end);
        }
        roots[SIZE] = edge.root();
    }

    private static Hash leaf(long i) {
        return TreeHasher.leafHash(new byte[] {(byte) i});
    }

    @Test
    void provesEveryRecordInEveryTree() {
        for (int size = 1; size <= SIZE; size++) {
            assertEquals(roots[size], proofs.root(size));
            for (int i = 0; i < size; i++) {
                var proof = proofs.inclusion(i, size);
                assertTrue(proof.verify(leaf(i), roots[size]));
                assertFalse(proof.verify(leaf(i + 1), roots[size]));
                assertFalse(proof.verify(leaf(i), roots[size - 1]));
            }
        }
    }

    @Test
    void provesThatEveryTreeGrewFromEverySmallerOne() {
        for (int to = 1; to <= SIZE; to++) {
            for (int from = 1; from <= to; from++) {
                var proof = proofs.consistency(from, to);
                assertTrue(proof.verify(roots[from], roots[to]), from + " " + to);
                assertFalse(proof.verify(roots[from - 1], roots[to]));
            }
        }
    }

    @Test
    void provesEverySubtree() {
        for (int start = 0; start < SIZE; start++) {
            for (int end = start + 1; end <= SIZE; end++) {
                var subtree = new Subtree(start, end);
                if (subtree.isValid()) {
                    var edge = new TreeEdge();
                    LongStream.range(start, end).forEach(i -> edge.append(leaf(i).bytes()));
                    var proof = proofs.subtreeConsistency(subtree, SIZE);
                    assertTrue(SubtreeProofs.verifyConsistency(subtree, SIZE, proof, edge.root(), roots[SIZE]));
                }
            }
        }
    }

    @Test
    void growsOnFromAStoredEdge() {
        for (int size = 0; size < SIZE; size++) {
            var edge = new TreeEdge(size, proofs.source());
            assertEquals(roots[size], edge.root());
            edge.append(leaf(size).bytes());
            assertEquals(roots[size + 1], edge.root());
        }
    }
}
