package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.Bundle;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.UserCeiling;

/**
 * A bundle of rules as text, so that it can be kept and read again years later: every file of a configuration, and the
 * Cedar policies that it means. Names of files are relative, with {@code /}.
 *
 * <pre>{"cedar":{"purposes/answer-ticket.cedar":"…"},"files":{"safeconduct.yaml":"…"}}</pre>
 */
public record BundleText(Map<String, String> files, Map<String, String> cedar) {

    private static final String FILES = "files";
    private static final String CEDAR = "cedar";

    /** Copies the maps. */
    public BundleText {
        files = Map.copyOf(files);
        cedar = Map.copyOf(cedar);
    }

    static BundleText of(Map<String, byte[]> contents, Map<String, String> cedar) {
        Map<String, String> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, new String(content, StandardCharsets.UTF_8)));
        return new BundleText(files, cedar);
    }

    /** Over every file, by name: the same files have the same digest, wherever they lie. */
    public Digest digest() {
        ObjectNode json = Json.object();
        files.forEach((name, content) -> json.put(name, Digest.of(content).value()));
        cedar.forEach((name, text) -> json.put(name, Digest.of(text).value()));
        return CanonicalJson.digest(json);
    }

    /** Canonical JSON. */
    public byte[] bytes() {
        ObjectNode json = Json.object();
        json.set(FILES, Json.from(files));
        json.set(CEDAR, Json.from(cedar));
        return CanonicalJson.bytes(json);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws Fault INVALID when it is something else
     */
    public static BundleText read(byte[] bytes) {
        ObjectNode json = Json.parseObject(bytes);
        return new BundleText(texts(json, FILES), texts(json, CEDAR));
    }

    private static Map<String, String> texts(ObjectNode json, String name) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.path(name).properties()) {
            texts.put(entry.getKey(), entry.getValue().asText());
        }
        return texts;
    }

    /**
     * The rules that decisions on calls follow from: policies and the ceilings of users. Agents, targets and purposes are
     * left out, since a question holds what counts of them.
     *
     * @throws Fault INVALID when it cannot be read by this program
     */
    public Bundle rules() {
        return new Bundle(Map.of(), Map.of(), Map.of(), ceilings(), new CedarEngine(policies()), digest());
    }

    private PolicySet policies() {
        PolicySet all = PolicySet.empty();
        try {
            for (Map.Entry<String, String> file : new TreeMap<>(cedar).entrySet()) {
                all = all.plus(PolicySet.parse(file.getKey(), file.getValue(), PolicyIds.FROM_ANNOTATION));
            }
            return all;
        } catch (CedarSyntaxException | IllegalArgumentException malformed) {
            throw new Fault(Fault.Code.INVALID, "policies of `" + digest() + "` cannot be read", malformed);
        }
    }

    private List<UserCeiling> ceilings() {
        Problems problems = new Problems();
        byte[] server = files.getOrDefault(ServerFile.NAME, "").getBytes(StandardCharsets.UTF_8);
        return YamlFile.read(ServerFile.NAME, server, problems)
                .map(section -> ServerFile.read(section, Path.of("")).ceilings())
                .orElseThrow(() -> new Fault(
                        Fault.Code.INVALID, "`" + ServerFile.NAME + "` of `" + digest() + "` cannot be read"));
    }
}
