package safeconduct.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.policy.Bundle;

/**
 * A configuration without problems.
 *
 * @param root the folder that it was read from
 * @param text what the bundle was read from, and the policies it means
 * @param tools what targets say of their tools, where that was kept
 */
public record Configuration(
        Path root, ServerConfig server, Bundle bundle, BundleText text, Map<TargetName, List<ToolDescription>> tools) {

    public Configuration {
        tools = Map.copyOf(tools);
    }

    /** The policies it means, by file; those of purposes are made from them. */
    public Map<String, String> cedar() {
        return text.cedar();
    }

    /** All policies in one text, each file under its name. */
    public String cedarText() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(cedar())
                .forEach((file, policies) -> text.append("// ")
                        .append(file)
                        .append('\n')
                        .append(policies)
                        .append('\n'));
        return text.toString();
    }
}
