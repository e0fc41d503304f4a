package safeconduct.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.ledger.LedgerFault;

/** Every case of transparency-dev/merkle, and the roots of RFC 6962. Left out, and said so, without the vectors. */
class MerkleVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static int empties;

    /** Where vectors lie that nobody here wrote. */
    static Path vectors() {
        Path root = Path.of(System.getProperty("safeconduct.root", ".."))
                .toAbsolutePath()
                .normalize();
        for (Path place = root; place != null; place = place.getParent()) {
            if (Files.isDirectory(place.resolve("shared/vectors"))) {
                return place.resolve("shared/vectors");
            }
        }
        return root.resolve("shared/vectors");
    }

    record Row(String name, JsonNode json) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows(String kind) {
        Path folder = vectors().resolve("merkle/testdata").resolve(kind);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no vectors at " + folder);
        try (Stream<Path> files = Files.walk(folder)) {
            var rows = new ArrayList<Row>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                rows.add(new Row(folder.relativize(file).toString(), JSON.readTree(file.toFile())));
            }
            assertFalse(rows.isEmpty());
            return rows;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Row> inclusion() {
        return rows("inclusion");
    }

    static List<Row> consistency() {
        return rows("consistency");
    }

    static List<Row> subtreeInclusion() {
        return rows("subtreeinclusion");
    }

    static List<Row> subtreeConsistency() {
        return rows("subtreeconsistency");
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void saysWhetherARecordIsInTheTree(Row row) {
        JsonNode json = row.json;
        var proof = new InclusionProof(
                json.get("leafIdx").asLong(), json.get("treeSize").asLong(), parse(json.get("proof")));
        expect(json, proof.verify(hash(json.get("leafHash")), hash(json.get("root"))));
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void saysWhetherATreeOnlyGrew(Row row) {
        JsonNode json = row.json;
        var proof = new ConsistencyProof(
                json.get("size1").asLong(), json.get("size2").asLong(), parse(json.get("proof")));
        expect(json, proof.verify(hash(json.get("root1")), hash(json.get("root2"))));
    }

    @ParameterizedTest
    @MethodSource("subtreeInclusion")
    void saysWhetherARecordIsInASubtree(Row row) {
        JsonNode json = row.json;
        var subtree = new Subtree(json.get("start").asLong(), json.get("end").asLong());
        long index = json.get("leafIdx").asLong();
        var proof = parse(json.get("proof"));
        Hash leaf = hash(json.get("leafHash"));
        expect(json, SubtreeProofs.verifyInclusion(index, subtree, proof, leaf, hash(json.get("root"))));
    }

    @ParameterizedTest
    @MethodSource("subtreeConsistency")
    void saysWhetherASubtreeIsPartOfATree(Row row) {
        JsonNode json = row.json;
        var subtree = new Subtree(json.get("start").asLong(), json.get("end").asLong());
        long size = json.get("size").asLong();
        var proof = parse(json.get("proof"));
        Hash older = hash(json.get("root1"));
        expect(json, SubtreeProofs.verifyConsistency(subtree, size, proof, older, hash(json.get("root2"))));
    }

    private static void expect(JsonNode json, boolean good) {
        assertEquals(!json.get("wantErr").asBoolean(), good, json.get("desc").asText());
    }

    @Test
    void hasTheRootsOfTheSpecification() throws IOException {
        Path file = vectors().resolve("standards-vectors.json");
        Assumptions.assumeTrue(Files.exists(file), "no vectors at " + file);
        JsonNode json = JSON.readTree(file.toFile()).get("rfc6962");
        var edge = new TreeEdge();
        for (int size = 0; size <= json.get("leaves_hex").size(); size++) {
            assertEquals(
                    json.get("roots_hex_by_size").get("" + size).asText(),
                    edge.root().hex());
            if (size < json.get("leaves_hex").size()) {
                byte[] leaf =
                        HexFormat.of().parseHex(json.get("leaves_hex").get(size).asText());
                edge.append(new TreeHasher().leaf(leaf));
            }
        }
    }

    private static List<Hash> parse(JsonNode proof) {
        var hashes = new ArrayList<Hash>();
        for (JsonNode node : proof == null || proof.isNull() ? JSON.createArrayNode() : proof) {
            hashes.add(hash(node));
        }
        return hashes;
    }

    /**
     * Some cases say `don't care` for a hash: any hash does that is equal where they are equal. An empty
     * one is malformed, so that such a proof cannot even be made here: it becomes one that fits nothing.
     */
    private static Hash hash(JsonNode node) {
        byte[] bytes = Base64.getDecoder().decode(node.asText());
        if (bytes.length == 0) {
            assertThrows(LedgerFault.class, () -> Hash.of(bytes));
            return TreeHasher.leafHash(new byte[] {(byte) ++empties});
        }
        return bytes.length == Hash.LENGTH ? Hash.of(bytes) : TreeHasher.leafHash(bytes);
    }
}
