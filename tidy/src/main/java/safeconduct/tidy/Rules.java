package safeconduct.tidy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every rule of this repository, by the name that a failing test shows. */
final class Rules {

    private Rules() {}

    /** Every rule. */
    static Map<String, Rule> all(Path root) {
        var rules = new LinkedHashMap<String, Rule>();
        rules.put("floors", new Floors());
        rules.put("standalone modules", new Standalone());
        rules.put("forbidden calls", new ForbiddenCalls());
        rules.put("commands in the documents", new Commands());
        rules.put("reference pages", new ReferencePages(ReferencePages.process(root)));
        rules.putAll(ofSources());
        return rules;
    }

    /** Those that need no class files, so that they can be asked while something does not compile. */
    static Map<String, Rule> ofSources() {
        var rules = new LinkedHashMap<String, Rule>();
        rules.put("sizes of files, methods and parameter lists", new Sizes());
        rules.put("sizes of packages", new PackageSizes());
        rules.put("names", new Names());
        rules.put("catches", new Catches());
        rules.put("annotations", new Annotations());
        rules.put("package pages", new PackagePages());
        rules.put("leftovers", new Leftovers());
        rules.put("format", new Formatting());
        rules.put("links", new Links());
        rules.put("dependencies", new Dependencies());
        return rules;
    }
}
