package safeconduct.config;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints the reference page of the configuration, or with the name of a kind of file its JSON Schema. */
public final class ConfigurationPage {

    private ConfigurationPage() {}

    /** Prints to standard output. */
    public static void main(String[] args) {
        String text = args.length == 0
                ? page()
                : SchemaPrinter.print(args[0], Keys.files().getOrDefault(args[0], List.of()));
        System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static String page() {
        StringBuilder page = new StringBuilder("# Configuration\n\n");
        page.append("One folder, read as a whole: `safeconduct.yaml`, and `agents/`, `targets/`, `purposes/` (one YAML"
                + " file\n");
        page.append("each) and `policies/` (Cedar). Unknown keys are problems. Schemas for editors:"
                + " [schemas](schemas).\n\n");
        Keys.files().forEach((name, keys) -> {
            page.append("## ")
                    .append(name.equals("safeconduct") ? "safeconduct.yaml" : name + "s/*.yaml")
                    .append("\n\n");
            page.append("| key | value | must | means |\n|---|---|---|---|\n");
            rows("", keys, page);
            page.append('\n');
        });
        page.setLength(page.length() - 1);
        return page.toString();
    }

    private static void rows(String path, List<Key> keys, StringBuilder page) {
        for (Key key : keys) {
            String full = path + key.name();
            String value = key.words().isEmpty() ? key.kind().shown() : "`" + String.join("`, `", key.words()) + "`";
            page.append("| `").append(full).append("` | ").append(value).append(" | ");
            page.append(key.required() ? "yes" : "")
                    .append(" | ")
                    .append(key.doc())
                    .append(" |\n");
            String below =
                    switch (key.kind()) {
                        case NAMED -> full + ".NAME.";
                        case SECTIONS -> full + "[].";
                        default -> full + ".";
                    };
            rows(below, key.keys(), page);
        }
    }
}
